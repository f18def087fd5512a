package org.almoner.sample.population;

import java.time.LocalDate;

/** Writes Conditions: long illnesses, and what came up in one visit. */
final class ConditionResources {

    private static final Code PROBLEM = Code.hl7("condition-category", "problem-list-item", "Problem list item");
    private static final Code DIAGNOSIS = Code.hl7("condition-category", "encounter-diagnosis", "Encounter diagnosis");
    private static final Code ACTIVE = Code.hl7("condition-clinical", "active", "Active");
    private static final Code RESOLVED = Code.hl7("condition-clinical", "resolved", "Resolved");
    private static final Code CONFIRMED = Code.hl7("condition-ver-status", "confirmed", "Confirmed");
    private static final Code PROVISIONAL = Code.hl7("condition-ver-status", "provisional", "Provisional");
    private static final Code[] SEVERITIES = {
        Code.snomed("255604002", "Mild"), Code.snomed("6736007", "Moderate"), Code.snomed("24484000", "Severe")
    };
    private static final int PROVISIONAL_DAYS = 10;

    private final Chart chart;

    ConditionResources(Chart chart) {
        this.chart = chart;
    }

    void write(Illness illness, Visit found) {
        var draws = chart.person().draws(Purpose.ILLNESS, 1000 + illness.ordinal());
        var json = begin(found.thing(0), illness.disorder(), found, illness.onset(), illness.abatement(), draws);
        PROBLEM.writeConcepts(json, "category");
        var day = LocalDate.ofEpochDay(Math.floorDiv(illness.onset(), Seconds.DAY))
                .toString();
        switch (draws.below(4)) {
            case 0 -> json.put("onsetDateTime", day.substring(0, 4));
            case 1 -> json.put("onsetDateTime", day.substring(0, 7));
            case 2 -> {
                json.open("onsetAge")
                        .put("value", chart.person().yearsOldAt(illness.onset()))
                        .put("unit", "years");
                json.put("system", Code.UCUM).put("code", "a").close();
            }
            default -> chart.moment(json, "onsetDateTime", illness.onset());
        }
        if (chart.past(illness.abatement())) {
            json.date("abatementDateTime", illness.abatement() / Seconds.DAY);
        }
        end(json, illness.onset(), draws);
    }

    void write(Acute acute, Visit visit) {
        var draws = chart.person().draws(Purpose.ACUTE, ~visit.ordinal());
        var json = begin(visit.thing(0), acute.disorder(), visit, visit.start(), acute.abatement(), draws);
        DIAGNOSIS.writeConcepts(json, "category");
        if (draws.percent(80)) {
            chart.moment(json, "onsetDateTime", visit.start() - draws.below(5) * Seconds.DAY);
        } else {
            json.put("onsetString", "a few days ago");
        }
        if (chart.past(acute.abatement())) {
            chart.moment(json, "abatementDateTime", acute.abatement());
        }
        end(json, visit.start(), draws);
    }

    private Json begin(long ordinal, Disorder disorder, Visit visit, long since, long until, Draws draws) {
        var json = chart.begin(FhirType.CONDITION, ordinal);
        (chart.past(until) ? RESOLVED : ACTIVE).writeConcept(json, "clinicalStatus");
        boolean settled = draws.percent(90) || chart.past(since + PROVISIONAL_DAYS * Seconds.DAY);
        (settled ? CONFIRMED : PROVISIONAL).writeConcept(json, "verificationStatus");
        boolean billed = draws.percent(50);
        if (draws.percent(30)) {
            draws.one(SEVERITIES).writeConcept(json, "severity");
        }
        Code.writeConcept(
                json,
                "code",
                disorder.display(),
                billed ? disorder.icd() : disorder.snomed(),
                billed ? disorder.snomed() : disorder.icd());
        chart.patient(json, "subject");
        chart.encounter(json, "encounter", visit);
        chart.network().practitioner(json, "recorder", visit.practitioner());
        return json;
    }

    private void end(Json json, long recorded, Draws draws) {
        chart.moment(json, "recordedDate", recorded + Seconds.MINUTE);
        if (draws.percent(20)) {
            json.list("note").open().put("text", Notes.text(draws, 2)).close().closeList();
        }
        Lines.end(json);
    }

    /** What came up in one visit and goes away again. */
    record Acute(Disorder disorder, long abatement) {

        static Acute of(Person person, Visit visit) {
            var draws = person.draws(Purpose.ACUTE, visit.ordinal());
            return new Acute(
                    draws.one(Disorder.ACUTE), visit.start() + draws.between(4 * Seconds.DAY, 45 * Seconds.DAY));
        }
    }
}
