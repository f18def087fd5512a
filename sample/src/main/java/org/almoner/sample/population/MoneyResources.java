package org.almoner.sample.population;

/** Writes Coverages, and the Claims and ExplanationOfBenefits of visits. */
final class MoneyResources {

    private static final Code PROFESSIONAL = Code.hl7("claim-type", "professional", "Professional");
    private static final Code INSTITUTIONAL = Code.hl7("claim-type", "institutional", "Institutional");
    private static final Code NORMAL = Code.hl7("processpriority", "normal", "Normal");
    private static final Code SUBMITTED = Code.hl7("adjudication", "submitted", "Submitted amount");
    private static final Code BENEFIT = Code.hl7("adjudication", "benefit", "Benefit amount");
    private static final Code COPAY = Code.hl7("adjudication", "copay", "Copayment");
    private static final Code PRINCIPAL = Code.hl7("ex-diagnosistype", "principal", "Principal diagnosis");
    private static final Code ON_CAMPUS = Code.hl7("ex-serviceplace", "21", "Hospital");
    private static final Code OFFICE = Code.hl7("ex-serviceplace", "11", "Office");
    private static final Code HEALTH_PLAN = Code.hl7("v3-ActCode", "EHCPOL", "Health plan");
    private static final Code PUBLIC_PLAN = Code.hl7("v3-ActCode", "PUBLICPOL", "Public plan");
    private static final Code SELF = Code.hl7("subscriber-relationship", "self", "Self");

    private static final long CLAIMED_AFTER = 3 * Seconds.DAY;
    private static final long PAID_AFTER = 24 * Seconds.DAY;

    private final Chart chart;
    private final Person person;

    MoneyResources(Chart chart) {
        this.chart = chart;
        this.person = chart.person();
    }

    /** All that paid for something that is still in the record. */
    void writeCoverages() {
        long moment = Math.max(chart.from() - Seconds.DAY, person.birth() * Seconds.DAY);
        while (chart.past(moment) && moment < person.death()) {
            var insurance = Insurance.at(person, moment);
            write(insurance);
            moment = insurance.end();
        }
    }

    private void write(Insurance insurance) {
        var draws = person.draws(Purpose.COVERAGE, ~insurance.ordinal());
        long end = Math.min(insurance.end(), person.death());
        var json = chart.begin(FhirType.COVERAGE, insurance.ordinal());
        var member = "M" + draws.between(100_000_000, 999_999_999);
        json.list("identifier").open();
        Code.hl7("v2-0203", "MB", "Member number").writeConcept(json, "type");
        json.put("system", Network.OWN_IDENTIFIERS).put("value", member).close().closeList();
        json.put("status", chart.past(end) ? "cancelled" : "active");
        (insurance.payer() == 2 ? PUBLIC_PLAN : HEALTH_PLAN).writeConcept(json, "type");
        chart.patient(json, "subscriber");
        json.put("subscriberId", member);
        chart.patient(json, "beneficiary");
        SELF.writeConcept(json, "relationship");
        json.open("period").date("start", insurance.start() / Seconds.DAY);
        if (chart.past(end)) {
            json.date("end", end / Seconds.DAY);
        }
        json.close().list("payor").open();
        json.reference(
                FhirType.ORGANIZATION, chart.network().id(FhirType.ORGANIZATION, Network.payer(insurance.payer())));
        json.put("display", Network.payerName(insurance.payer())).close().closeList();
        json.list("class").open();
        Code.hl7("coverage-class", "group", "Group").writeConcept(json, "type");
        json.put("value", "G" + draws.between(1000, 9999))
                .put("name", "Group of the employer")
                .close()
                .closeList();
        Lines.end(json);
    }

    /** @param condition the ordinal of the visit's Condition, or {@link Visit#NONE} */
    void write(Visit visit, int procedures, long condition, Disorder disorder) {
        long claimed = visit.end() + CLAIMED_AFTER;
        if (!chart.past(claimed)) {
            return;
        }
        var bill = Bill.of(person, visit, procedures);
        writeClaim(visit, bill, claimed, condition);
        if (chart.past(visit.end() + PAID_AFTER)) {
            writeBenefit(visit, bill, visit.end() + PAID_AFTER, condition, disorder);
        }
    }

    /** What is asked for a visit and what of it is paid, in cents. */
    private record Bill(int procedures, long visitCents, long procedureCents, long copayCents) {

        static Bill of(Person person, Visit visit, int procedures) {
            var draws = person.draws(Purpose.MONEY, visit.ordinal());
            return new Bill(
                    procedures,
                    visit.kind().cents() + draws.below(9000),
                    4_500L + draws.below(40_000),
                    500L * draws.between(1, 10));
        }

        long total() {
            return visitCents + procedures * procedureCents;
        }
    }

    private void begin(Json json, Visit visit, long created) {
        json.put("status", "active");
        (visit.kind() == Visit.Kind.INPATIENT ? INSTITUTIONAL : PROFESSIONAL).writeConcept(json, "type");
        json.put("use", "claim");
        chart.patient(json, "patient");
        chart.period(json, "billablePeriod", visit.start(), visit.end());
        chart.moment(json, "created", created);
    }

    private void writeClaim(Visit visit, Bill bill, long created, long condition) {
        var json = chart.begin(FhirType.CLAIM, visit.ordinal());
        begin(json, visit, created);
        chart.network().organization(json, "provider", visit.provider());
        NORMAL.writeConcept(json, "priority");
        chart.network().location(json, "facility", visit.location());
        if (condition != Visit.NONE) {
            json.list("diagnosis").open().put("sequence", 1);
            chart.reference(json, "diagnosisReference", FhirType.CONDITION, condition);
            json.close().closeList();
        }
        if (bill.procedures() > 0) {
            json.list("procedure");
            for (int i = 0; i < bill.procedures(); i++) {
                json.open().put("sequence", i + 1);
                chart.reference(json, "procedureReference", FhirType.PROCEDURE, visit.thing(i));
                json.close();
            }
            json.closeList();
        }
        json.list("insurance").open().put("sequence", 1).put("focal", true);
        chart.reference(json, "coverage", FhirType.COVERAGE, coverage(visit));
        json.close().closeList();
        items(json, visit, bill, condition, false);
        Chart.money(json, "total", bill.total());
        Lines.end(json);
    }

    private long coverage(Visit visit) {
        return Insurance.at(person, visit.start()).ordinal();
    }

    private void writeBenefit(Visit visit, Bill bill, long created, long condition, Disorder disorder) {
        var json = chart.begin(FhirType.EXPLANATION_OF_BENEFIT, visit.ordinal());
        boolean ownCoverage = visit.practitioner() % 4 == 0;
        contained(json, visit, ownCoverage);
        json.list("identifier").open().put("system", Network.OWN_IDENTIFIERS);
        json.put("value", "C" + visit.ordinal()).close().closeList();
        begin(json, visit, created);
        chart.network()
                .payer(json, "insurer", Insurance.at(person, visit.start()).payer());
        chart.network().practitioner(json, "provider", visit.practitioner());
        json.open("referral").put("reference", "#referral").close();
        chart.network().location(json, "facility", visit.location());
        chart.reference(json, "claim", FhirType.CLAIM, visit.ordinal());
        json.put("outcome", "complete");
        json.list("careTeam").open().put("sequence", 1);
        chart.network().practitioner(json, "provider", visit.practitioner());
        Code.hl7("claimcareteamrole", "primary", "Primary provider").writeConcept(json, "role");
        json.close().closeList();
        if (condition != Visit.NONE) {
            json.list("diagnosis").open().put("sequence", 1);
            disorder.icd().writeConcept(json, "diagnosisCodeableConcept");
            PRINCIPAL.writeConcepts(json, "type");
            json.close().closeList();
        }
        json.list("insurance").open().put("focal", true);
        if (ownCoverage) {
            json.open("coverage").put("reference", "#coverage").close();
        } else {
            chart.reference(json, "coverage", FhirType.COVERAGE, coverage(visit));
        }
        json.close().closeList();
        items(json, visit, bill, condition, true);
        json.list("total");
        amount(json, SUBMITTED, bill.total());
        amount(json, BENEFIT, Math.max(0, bill.total() - bill.copayCents()));
        json.closeList().open("payment");
        json.date("date", created / Seconds.DAY);
        Chart.money(json, "amount", Math.max(0, bill.total() - bill.copayCents()));
        json.close();
        Lines.end(json);
    }

    private void contained(Json json, Visit visit, boolean coverage) {
        json.list("contained");
        json.open()
                .put("resourceType", "ServiceRequest")
                .put("id", "referral")
                .put("status", "completed")
                .put("intent", "order");
        chart.patient(json, "subject");
        chart.network().practitioner(json, "requester", visit.practitioner());
        json.close();
        if (coverage) {
            json.open().put("resourceType", "Coverage").put("id", "coverage").put("status", "active");
            chart.patient(json, "beneficiary");
            json.list("payor")
                    .open()
                    .put("display", "Payer of record")
                    .close()
                    .closeList()
                    .close();
        }
        json.closeList();
    }

    private void items(Json json, Visit visit, Bill bill, long condition, boolean paid) {
        json.list("item");
        item(json, visit, 1, visit.kind().billed(), bill.visitCents(), condition, paid);
        if (paid) {
            json.list("adjudication");
            amount(json, SUBMITTED, bill.visitCents());
            amount(json, COPAY, bill.copayCents());
            json.closeList();
        }
        json.close();
        for (int i = 0; i < bill.procedures(); i++) {
            item(json, visit, i + 2, ProcedureResources.code(person, visit, i), bill.procedureCents(), condition, paid);
            if (!paid) {
                json.list("procedureSequence").item(i + 1).closeList();
            }
            json.close();
        }
        json.closeList();
    }

    /** Leaves the item open. */
    private void item(Json json, Visit visit, int sequence, Code service, long cents, long condition, boolean paid) {
        json.open().put("sequence", sequence);
        if (condition != Visit.NONE) {
            json.list("diagnosisSequence").item(1).closeList();
        }
        service.writeConcept(json, "productOrService");
        if (paid && sequence == 1) {
            chart.period(json, "servicedPeriod", visit.start(), visit.end());
        } else {
            json.date("servicedDate", Math.floorDiv(visit.start(), Seconds.DAY));
        }
        (visit.kind() == Visit.Kind.INPATIENT || visit.kind() == Visit.Kind.EMERGENCY ? ON_CAMPUS : OFFICE)
                .writeConcept(json, "locationCodeableConcept");
        json.open("quantity").put("value", 1).close();
        Chart.money(json, "unitPrice", cents);
        Chart.money(json, "net", cents);
        json.list("encounter");
        chart.reference(json, FhirType.ENCOUNTER, visit.ordinal());
        json.closeList();
    }

    private static void amount(Json json, Code category, long cents) {
        json.open();
        category.writeConcept(json, "category");
        Chart.money(json, "amount", cents);
        json.close();
    }
}
