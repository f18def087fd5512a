package org.almoner.sample.population;

import org.almoner.sample.population.Illness.Course;

/** Writes MedicationRequests, MedicationDispenses and MedicationAdministrations. */
final class MedicationResources {

    private static final Code COMMUNITY = Code.hl7("medicationrequest-category", "community", "Community");
    private static final Code ORDERED = Code.hl7("dose-rate-type", "ordered", "Ordered");
    private static final Code BY_MOUTH = Code.snomed("26643006", "By mouth");
    private static final Code DAILY = Code.hl7("v3-GTSAbbreviation", "QD", "Every day");
    private static final Code FIRST_FILL = Code.hl7("v3-ActCode", "FF", "First fill");
    private static final Code REFILL = Code.hl7("v3-ActCode", "RF", "Refill");

    private static final long REFILL_EVERY = 90 * Seconds.DAY;
    private static final int MOST_COURSES = 64;
    private static final long OF_VISITS = 1L << 44;
    private static final long REFILLS = 1 << 10;

    private final Chart chart;
    private final Person person;

    MedicationResources(Chart chart) {
        this.chart = chart;
        this.person = chart.person();
    }

    /** A course against a long illness, and what the pharmacy gave out of it. */
    void write(Illness illness, Visit found, Course course) {
        long ordinal = (long) illness.ordinal() * MOST_COURSES + course.ordinal();
        var status =
                !chart.past(course.stop()) ? "active" : course.stop() == illness.abatement() ? "completed" : "stopped";
        request(ordinal, course.drug(), course.tablets(), course.start(), status, found, found.thing(0));
        for (long fill = 0; fill < REFILLS && course.start() + fill * REFILL_EVERY < course.stop(); fill++) {
            long given = course.start() + fill * REFILL_EVERY + Seconds.DAY;
            if (given >= chart.from() && chart.past(given) && given < person.death()) {
                dispense(ordinal, fill, course.drug(), course.tablets(), given, found);
            }
        }
    }

    /** A few days' worth against what came up in a visit. */
    void write(Visit visit, ConditionResources.Acute acute) {
        var drugs = acute.disorder().drugs();
        var draws = person.draws(Purpose.DOSE, visit.ordinal());
        if (drugs.length == 0 || !draws.percent(80)) {
            return;
        }
        long stop = visit.start() + draws.between(5 * Seconds.DAY, 14 * Seconds.DAY);
        long ordinal = OF_VISITS + visit.ordinal();
        var status = chart.past(stop) ? "completed" : "active";
        request(
                ordinal,
                drugs[0],
                draws.between(1, 3),
                visit.start() + 5 * Seconds.MINUTE,
                status,
                visit,
                visit.thing(0));
        long given = visit.start() + 4 * Seconds.HOUR;
        if (chart.past(given) && given < person.death()) {
            dispense(ordinal, 0, drugs[0], 1, given, visit);
        }
        if (visit.kind() == Visit.Kind.EMERGENCY || visit.kind() == Visit.Kind.INPATIENT) {
            administrations(visit, ordinal, drugs[0], draws);
        }
    }

    private void request(
            long ordinal, Drug drug, int tablets, long authored, String status, Visit visit, long condition) {
        if (!chart.past(authored)) {
            return;
        }
        var draws = person.draws(Purpose.DOSE, ~ordinal);
        var json = chart.begin(FhirType.MEDICATION_REQUEST, ordinal);
        json.put("status", status);
        if (status.equals("stopped")) {
            Code.hl7("medicationrequest-status-reason", "altchoice", "Another one was chosen")
                    .writeConcept(json, "statusReason");
        }
        json.put("intent", "order");
        COMMUNITY.writeConcepts(json, "category");
        drug.write(json, chart.network(), draws.percent(30));
        chart.patient(json, "subject");
        chart.encounter(json, "encounter", visit);
        chart.moment(json, "authoredOn", authored);
        chart.network().practitioner(json, "requester", visit.practitioner());
        json.list("reasonReference");
        chart.reference(json, FhirType.CONDITION, condition);
        json.closeList();
        if (draws.percent(15)) {
            json.list("note").open().put("text", Notes.text(draws, 1)).close().closeList();
        }
        json.list("dosageInstruction");
        dosage(json, tablets, draws);
        json.closeList();
        json.open("dispenseRequest").put("numberOfRepeatsAllowed", draws.below(6));
        json.open("quantity").put("value", 90L * tablets).put("unit", "tablet").close();
        Chart.quantity(json, "expectedSupplyDuration", 90, 0, "days", "d");
        json.close();
        Lines.end(json);
    }

    private static void dosage(Json json, int tablets, Draws draws) {
        boolean asNeeded = draws.percent(20);
        json.open().put("sequence", 1).put("text", tablets + " tablet(s) every day" + (asNeeded ? " | if needed" : ""));
        json.open("timing")
                .open("repeat")
                .put("frequency", tablets)
                .decimal("period", 10, 1)
                .put("periodUnit", "d")
                .close();
        DAILY.writeConcept(json, "code");
        json.close();
        json.put("asNeededBoolean", asNeeded);
        BY_MOUTH.writeConcept(json, "route");
        json.list("doseAndRate").open();
        ORDERED.writeConcept(json, "type");
        if (draws.percent(80)) {
            json.open("doseQuantity")
                    .put("value", 1)
                    .put("unit", "tablet")
                    .put("system", Code.UCUM)
                    .put("code", "{tbl}")
                    .close();
        } else {
            json.open("doseRange")
                    .open("low")
                    .put("value", 1)
                    .put("unit", "tablet")
                    .close()
                    .open("high")
                    .put("value", 2);
            json.put("unit", "tablet").close().close();
        }
        json.close().closeList().close();
    }

    private void dispense(long request, long fill, Drug drug, int tablets, long given, Visit visit) {
        var draws = person.draws(Purpose.DISPENSE, request * REFILLS + fill);
        boolean handed = chart.past(given + Seconds.DAY);
        var json = chart.begin(FhirType.MEDICATION_DISPENSE, request * REFILLS + fill);
        json.put("status", handed ? "completed" : "preparation");
        Code.hl7("medicationdispense-category", "community", "Community").writeConcept(json, "category");
        drug.write(json, chart.network(), draws.percent(30));
        chart.patient(json, "subject");
        chart.encounter(json, "context", visit);
        json.list("performer").open();
        chart.network().organization(json, "actor", visit.provider());
        json.close().closeList();
        json.list("authorizingPrescription");
        chart.reference(json, FhirType.MEDICATION_REQUEST, request);
        json.closeList();
        (fill == 0 ? FIRST_FILL : REFILL).writeConcept(json, "type");
        json.open("quantity").put("value", 90L * tablets).put("unit", "tablet").put("system", Code.UCUM);
        json.put("code", "{tbl}").close();
        Chart.quantity(json, "daysSupply", 90, 0, "days", "d");
        chart.moment(json, "whenPrepared", given);
        if (handed) {
            chart.moment(json, "whenHandedOver", given + 2 * Seconds.HOUR);
        }
        Lines.end(json);
    }

    private void administrations(Visit visit, long request, Drug drug, Draws draws) {
        int many = draws.between(1, 3);
        for (int i = 0; i < many; i++) {
            long given = visit.start() + (20 + 30L * i) * Seconds.MINUTE;
            if (!chart.past(given) || given >= visit.end()) {
                return;
            }
            var json = chart.begin(FhirType.MEDICATION_ADMINISTRATION, visit.thing(i));
            json.put("status", "completed");
            Code.hl7("medication-admin-category", "inpatient", "Inpatient").writeConcept(json, "category");
            drug.write(json, chart.network(), i == 1);
            chart.patient(json, "subject");
            chart.encounter(json, "context", visit);
            if (i == 2) {
                chart.period(json, "effectivePeriod", given, given + 10 * Seconds.MINUTE);
            } else {
                chart.moment(json, "effectiveDateTime", given);
            }
            json.list("performer").open();
            chart.network().practitioner(json, "actor", visit.practitioner());
            json.close().closeList();
            chart.reference(json, "request", FhirType.MEDICATION_REQUEST, request);
            json.open("dosage").put("text", "1 tablet, \"with water\"");
            BY_MOUTH.writeConcept(json, "route");
            Chart.quantity(json, "dose", drug.strength() * 100L, 2, drug.unit(), drug.unit());
            json.close();
            Lines.end(json);
        }
    }
}
