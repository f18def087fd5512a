package org.almoner.sample.population;

/** Writes Procedures. */
final class ProcedureResources {

    private static final Code[] DONE = {
        Code.snomed("430193006", "Medicines reviewed"),
        Code.snomed("268400002", "Twelve-lead ECG"),
        Code.snomed("399208008", "Chest X-ray"),
        Code.snomed("171207006", "Depression screening"),
        Code.snomed("73761001", "Colonoscopy"),
        Code.snomed("76601001", "Intramuscular injection")
    };
    private static final Code PERFORMER = Code.snomed("17561000", "Performer");
    private static final Code OUTCOME = Code.snomed("385669000", "Successful");

    private final Chart chart;

    ProcedureResources(Chart chart) {
        this.chart = chart;
    }

    /** How many are done in a visit. */
    static int many(Person person, Visit visit) {
        var draws = person.draws(Purpose.PROCEDURE, visit.ordinal());
        return switch (visit.kind()) {
            case CHECKUP -> 1;
            case OFFICE -> draws.percent(50) ? 1 : 0;
            case VIRTUAL -> 0;
            case EMERGENCY -> 1 + draws.below(2);
            case INPATIENT -> 2 + draws.below(3);
        };
    }

    static Code code(Person person, Visit visit, int number) {
        return person.draws(Purpose.PROCEDURE, ~visit.thing(number)).one(DONE);
    }

    void write(Visit visit, int number, long condition) {
        var draws = chart.person().draws(Purpose.PROCEDURE, visit.thing(number));
        long start = visit.start() + draws.between(5 * Seconds.MINUTE, 12 * Seconds.MINUTE) * (number + 1);
        long end = start + draws.between(3 * Seconds.MINUTE, 30 * Seconds.MINUTE);
        if (!chart.past(start)) {
            return;
        }
        var json = chart.begin(FhirType.PROCEDURE, visit.thing(number));
        json.put("status", chart.past(end) ? "completed" : "in-progress");
        Code.hl7("procedure-category", "service", "Service").writeConcept(json, "category");
        code(chart.person(), visit, number).writeConcept(json, "code");
        chart.patient(json, "subject");
        chart.encounter(json, "encounter", visit);
        if (draws.percent(60)) {
            chart.period(json, "performedPeriod", start, end);
        } else {
            chart.moment(json, "performedDateTime", start);
        }
        chart.network().practitioner(json, "recorder", visit.practitioner());
        json.list("performer").open();
        PERFORMER.writeConcept(json, "function");
        chart.network().practitioner(json, "actor", visit.practitioner());
        chart.network().organization(json, "onBehalfOf", visit.provider());
        json.close().closeList();
        chart.network().location(json, "location", visit.location());
        if (condition != Visit.NONE && draws.percent(50)) {
            json.list("reasonReference");
            chart.reference(json, FhirType.CONDITION, condition);
            json.closeList();
        }
        if (draws.percent(30)) {
            Code.snomed("40983000", "Upper arm").writeConcepts(json, "bodySite");
            OUTCOME.writeConcept(json, "outcome");
        }
        if (draws.percent(10)) {
            json.list("note").open().put("text", Notes.text(draws, 1)).close().closeList();
        }
        Lines.end(json);
    }
}
