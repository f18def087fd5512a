package org.almoner.sample.population;

import java.time.LocalDate;

/** Writes AllergyIntolerances and Immunizations. */
final class PreventionResources {

    /** Something one can be allergic to. */
    private record Allergen(Code code, String category, String criticality) {}

    private static final Allergen[] ALLERGENS = {
        new Allergen(Code.snomed("91936005", "Allergy to penicillin"), "medication", "high"),
        new Allergen(Code.snomed("91935009", "Allergy to peanut"), "food", "high"),
        new Allergen(Code.snomed("300916003", "Allergy to latex"), "environment", "low"),
        new Allergen(Code.snomed("232350006", "Allergy to house dust"), "environment", "low"),
        new Allergen(new Code(Code.RXNORM, "723", "amoxicillin"), "medication", "unable-to-assess")
    };
    private static final Code[] MANIFESTATIONS = {
        Code.snomed("247472004", "Wheal"), Code.snomed("39579001", "Anaphylaxis"), Code.snomed("271807003", "Rash")
    };
    private static final String[] SEVERITIES = {"mild", "moderate", "severe"};

    private static final Code[] VACCINES = {
        cvx("140", "Influenza, injected"), cvx("115", "Tetanus, diphtheria, pertussis"), cvx("33", "Pneumococcal"),
        cvx("121", "Shingles"), cvx("43", "Hepatitis B, adult"), cvx("208", "COVID-19, mRNA")
    };
    private static final Code REFUSED = Code.hl7("v3-ActReason", "PATOBJ", "Patient objected");
    private static final Code LEFT_ARM = Code.hl7("v3-ActSite", "LA", "Left arm");
    private static final Code INTO_MUSCLE = Code.hl7("v3-RouteOfAdministration", "IM", "Into muscle");

    private final Chart chart;
    private final Person person;

    PreventionResources(Chart chart) {
        this.chart = chart;
        this.person = chart.person();
    }

    private static Code cvx(String code, String display) {
        return new Code(Code.CVX, code, display);
    }

    /** Allergies stay in the record for life. */
    void writeAllergies() {
        int most = person.draws(Purpose.ALLERGY, 0).below(100);
        int many = most < 65 ? 0 : most < 88 ? 1 : 3;
        for (int i = 0; i < many; i++) {
            writeAllergy(i);
        }
    }

    private void writeAllergy(int number) {
        var draws = person.draws(Purpose.ALLERGY, 1 + number);
        long recorded = person.birth() * Seconds.DAY + draws.between(Seconds.YEAR, 60 * Seconds.YEAR);
        boolean outgrown = draws.percent(15);
        long gone = recorded + draws.between(Seconds.YEAR, 10 * Seconds.YEAR);
        if (!chart.past(recorded) || recorded >= person.death()) {
            return;
        }
        var allergen = ALLERGENS[(draws.below(ALLERGENS.length) + number) % ALLERGENS.length];
        var json = chart.begin(FhirType.ALLERGY_INTOLERANCE, number);
        boolean over = outgrown && chart.past(gone);
        Code.hl7("allergyintolerance-clinical", over ? "resolved" : "active", over ? "Resolved" : "Active")
                .writeConcept(json, "clinicalStatus");
        Code.hl7("allergyintolerance-verification", "confirmed", "Confirmed").writeConcept(json, "verificationStatus");
        json.put("type", draws.percent(80) ? "allergy" : "intolerance");
        json.list("category").item(allergen.category()).closeList();
        json.put("criticality", allergen.criticality());
        allergen.code().writeConcept(json, "code");
        chart.patient(json, "patient");
        if (draws.percent(50)) {
            json.put(
                    "onsetDateTime",
                    LocalDate.ofEpochDay(recorded / Seconds.DAY).toString().substring(0, 4));
        }
        chart.moment(json, "recordedDate", recorded);
        chart.network().practitioner(json, "recorder", person.provider() * Network.PRACTITIONERS_EACH);
        if (draws.percent(20)) {
            json.list("note").open().put("text", Notes.text(draws, 1)).close().closeList();
        }
        json.list("reaction");
        int reactions = 1 + draws.below(2);
        for (int i = 0; i < reactions; i++) {
            json.open();
            draws.one(MANIFESTATIONS).writeConcepts(json, "manifestation");
            json.put("severity", draws.one(SEVERITIES)).close();
        }
        json.closeList();
        Lines.end(json);
    }

    /** Given in check-ups. */
    void writeImmunizations(Visit visit) {
        var draws = person.draws(Purpose.VACCINATION, visit.ordinal());
        long given = visit.start() + 10 * Seconds.MINUTE;
        if (visit.kind() != Visit.Kind.CHECKUP || !chart.past(given)) {
            return;
        }
        int many = 1 + draws.below(3);
        int first = draws.below(VACCINES.length);
        for (int i = 0; i < many; i++) {
            writeImmunization(visit, i, VACCINES[(first + i) % VACCINES.length], given, draws);
        }
    }

    private void writeImmunization(Visit visit, int number, Code vaccine, long given, Draws draws) {
        boolean refused = draws.percent(6);
        boolean mistaken = draws.percent(3) && chart.past(given + 25 * Seconds.DAY);
        var json = chart.begin(FhirType.IMMUNIZATION, visit.thing(number));
        json.put("status", mistaken ? "entered-in-error" : refused ? "not-done" : "completed");
        if (refused) {
            REFUSED.writeConcept(json, "statusReason");
        }
        vaccine.writeConcept(json, "vaccineCode");
        chart.patient(json, "patient");
        chart.encounter(json, "encounter", visit);
        if (draws.percent(96)) {
            chart.moment(json, "occurrenceDateTime", given);
        } else {
            json.put("occurrenceString", "about a year ago");
        }
        json.put("primarySource", draws.percent(90));
        chart.network().location(json, "location", visit.location());
        if (!refused) {
            json.put("lotNumber", "L" + draws.between(10_000, 99_999));
            json.date("expirationDate", given / Seconds.DAY + draws.between(30, 500));
            LEFT_ARM.writeConcept(json, "site");
            INTO_MUSCLE.writeConcept(json, "route");
            Chart.quantity(json, "doseQuantity", 50, 2, "mL", "mL");
        }
        json.list("performer").open();
        Code.hl7("v2-0443", "AP", "Administering provider").writeConcept(json, "function");
        chart.network().practitioner(json, "actor", visit.practitioner());
        json.close().closeList();
        json.list("protocolApplied")
                .open()
                .put("doseNumberPositiveInt", 1 + number)
                .close()
                .closeList();
        Lines.end(json);
    }
}
