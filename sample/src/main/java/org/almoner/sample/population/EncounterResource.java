package org.almoner.sample.population;

/** Writes a visit's Encounter. */
final class EncounterResource {

    private static final Code PERFORMER = Code.hl7("v3-ParticipationType", "PPRF", "Primary performer");
    private static final Code ATTENDER = Code.hl7("v3-ParticipationType", "ATND", "Attender");
    private static final Code ADMISSION = Code.hl7("diagnosis-role", "AD", "Admission diagnosis");
    private static final Code BILLING = Code.hl7("diagnosis-role", "billing", "Billing");
    private static final Code HOME = new Code("http://www.nubc.org/patient-discharge", "01", "Home");
    private static final Code DIED = new Code("http://www.nubc.org/patient-discharge", "20", "Expired");

    private final Chart chart;

    EncounterResource(Chart chart) {
        this.chart = chart;
    }

    /** @param condition the ordinal of the Condition found in it, or {@link Visit#NONE} */
    void write(Visit visit, long condition, Disorder reason) {
        var json = chart.begin(FhirType.ENCOUNTER, visit.ordinal());
        json.list("identifier").open().put("use", "official");
        json.put("system", Network.OWN_IDENTIFIERS)
                .put("value", "V" + visit.ordinal())
                .close()
                .closeList();
        json.put("status", chart.past(visit.end()) ? "finished" : "in-progress");
        visit.kind().classCode().writeCoding(json, "class");
        visit.kind().type().writeConcepts(json, "type");
        chart.patient(json, "subject");
        participants(json, visit);
        chart.period(json, "period", visit.start(), visit.end());
        if (visit.kind() != Visit.Kind.CHECKUP) {
            reason.snomed().writeConcepts(json, "reasonCode");
        }
        if (condition != Visit.NONE) {
            json.list("diagnosis").open();
            chart.reference(json, "condition", FhirType.CONDITION, condition);
            (visit.kind() == Visit.Kind.INPATIENT ? ADMISSION : BILLING).writeConcept(json, "use");
            json.put("rank", 1).close().closeList();
        }
        if (visit.kind() == Visit.Kind.INPATIENT) {
            hospitalization(json, visit);
        }
        json.list("location").open();
        chart.network().location(json, "location", visit.location());
        json.put("status", chart.past(visit.end()) ? "completed" : "active")
                .close()
                .closeList();
        chart.network().organization(json, "serviceProvider", visit.provider());
        Lines.end(json);
    }

    private void participants(Json json, Visit visit) {
        json.list("participant").open();
        PERFORMER.writeConcepts(json, "type");
        chart.period(json, "period", visit.start(), visit.end());
        chart.network().practitioner(json, "individual", visit.practitioner());
        json.close();
        if (visit.kind() == Visit.Kind.INPATIENT) {
            json.open();
            ATTENDER.writeConcepts(json, "type");
            chart.network().practitioner(json, "individual", visit.provider() * Network.PRACTITIONERS_EACH);
            json.close();
        }
        json.closeList();
    }

    private void hospitalization(Json json, Visit visit) {
        json.open("hospitalization");
        Code.hl7("admit-source", "emd", "From the emergency department").writeConcept(json, "admitSource");
        if (chart.past(visit.end())) {
            (visit.end() == chart.person().death() ? DIED : HOME).writeConcept(json, "dischargeDisposition");
        }
        json.close();
    }
}
