package org.almoner.sample.population;

/** Writes CarePlans, CareTeams, Goals, Devices and Consents. */
final class CareResources {

    private static final Code ASSESS_PLAN =
            new Code(Code.US_CORE + "careplan-category", "assess-plan", "Assessment and plan");
    private static final Code[] ACTIVITIES = {
        Code.snomed("386463000", "Exercise as prescribed"),
        Code.snomed("1151000175103", "Diet against high pressure"),
        Code.snomed("225323000", "Help to stop smoking")
    };
    private static final Code PATIENT = Code.snomed("116154003", "Patient");
    private static final Code PROFESSIONAL = Code.snomed("223366009", "Healthcare professional");
    private static final Code[] DEVICES = {
        Code.snomed("14106009", "Pacemaker"),
        Code.snomed("304120007", "Hip prosthesis"),
        Code.snomed("337414009", "Blood glucose meter")
    };

    private static final int OLD = 55;

    private final Chart chart;
    private final Person person;

    CareResources(Chart chart) {
        this.chart = chart;
        this.person = chart.person();
    }

    /** What is planned against a long illness, by whom and to what end. */
    void write(Illness illness, Visit found) {
        var draws = person.draws(Purpose.CARE, illness.ordinal());
        if (!draws.percent(70)) {
            return;
        }
        boolean over = chart.past(illness.abatement());
        writeTeam(illness, found, over);
        writeGoal(illness, found, over, draws);
        writePlan(illness, found, over, draws);
    }

    private void writePlan(Illness illness, Visit found, boolean over, Draws draws) {
        var json = chart.begin(FhirType.CARE_PLAN, illness.ordinal());
        json.put("status", over ? "completed" : "active").put("intent", "plan");
        ASSESS_PLAN.writeConcepts(json, "category");
        json.put("title", "Living with: " + illness.disorder().display());
        json.put("description", Notes.text(draws, 3));
        chart.patient(json, "subject");
        chart.encounter(json, "encounter", found);
        chart.period(json, "period", illness.onset(), illness.abatement());
        chart.network().practitioner(json, "author", found.practitioner());
        json.list("careTeam");
        chart.reference(json, FhirType.CARE_TEAM, illness.ordinal());
        json.closeList().list("addresses");
        chart.reference(json, FhirType.CONDITION, found.thing(0));
        json.closeList().list("goal");
        chart.reference(json, FhirType.GOAL, illness.ordinal());
        json.closeList().list("activity");
        int many = 1 + draws.below(ACTIVITIES.length);
        for (int i = 0; i < many; i++) {
            json.open().open("detail");
            ACTIVITIES[i].writeConcept(json, "code");
            json.put("status", over ? "completed" : "in-progress").put("doNotPerform", false);
            chart.period(json, "scheduledPeriod", illness.onset(), illness.abatement());
            json.put("description", "Activity " + (i + 1)).close().close();
        }
        json.closeList();
        Lines.end(json);
    }

    private void writeTeam(Illness illness, Visit found, boolean over) {
        var json = chart.begin(FhirType.CARE_TEAM, illness.ordinal());
        json.put("status", over ? "inactive" : "active");
        json.list("category");
        new Code(Code.LOINC, "LA27976-2", "Team for one condition").writeConcept(json);
        json.closeList().put("name", "Team of " + person.fullName());
        chart.patient(json, "subject");
        chart.encounter(json, "encounter", found);
        chart.period(json, "period", illness.onset(), illness.abatement());
        json.list("participant");
        json.open();
        PATIENT.writeConcepts(json, "role");
        chart.patient(json, "member");
        json.close();
        json.open();
        PROFESSIONAL.writeConcepts(json, "role");
        chart.network().practitioner(json, "member", found.practitioner());
        chart.network().organization(json, "onBehalfOf", found.provider());
        chart.period(json, "period", illness.onset(), illness.abatement());
        json.close();
        json.closeList();
        illness.disorder().snomed().writeConcepts(json, "reasonCode");
        json.list("managingOrganization");
        chart.network().organizationItem(json, found.provider());
        json.closeList();
        Lines.end(json);
    }

    private void writeGoal(Illness illness, Visit found, boolean over, Draws draws) {
        var json = chart.begin(FhirType.GOAL, illness.ordinal());
        json.put("lifecycleStatus", over ? "completed" : "active");
        Code.hl7("goal-achievement", over ? "achieved" : "in-progress", over ? "Achieved" : "In progress")
                .writeConcept(json, "achievementStatus");
        Code.hl7("goal-category", "dietary", "Dietary").writeConcepts(json, "category");
        Code.hl7("goal-priority", "medium-priority", "Medium priority").writeConcept(json, "priority");
        json.open("description")
                .put("text", "Less trouble with: " + illness.disorder().display())
                .close();
        chart.patient(json, "subject");
        json.date("startDate", Math.floorDiv(illness.onset(), Seconds.DAY));
        json.list("target").open();
        Code.loinc("29463-7", "Body weight").writeConcept(json, "measure");
        if (draws.percent(60)) {
            Chart.quantity(json, "detailQuantity", draws.between(600, 900), 1, "kg", "kg");
        } else {
            json.put("detailString", "feel better");
        }
        json.date("dueDate", Math.floorDiv(illness.onset(), Seconds.DAY) + 180)
                .close()
                .closeList();
        chart.patient(json, "expressedBy");
        json.list("addresses");
        chart.reference(json, FhirType.CONDITION, found.thing(0));
        json.closeList();
        Lines.end(json);
    }

    void writeDevices() {
        var draws = person.draws(Purpose.DEVICE, 0);
        int which = draws.below(3 * DEVICES.length);
        long made = person.birth() + draws.between(20 * 365, 70 * 365);
        boolean inUse = chart.past((made + 100) * Seconds.DAY);
        if (which >= DEVICES.length || !inUse || made * Seconds.DAY > person.death()) {
            return;
        }
        var type = DEVICES[which];
        long serial = draws.between(100_000_000L, 999_999_999L);
        boolean worn = chart.past((made + 5_000) * Seconds.DAY);
        var json = chart.begin(FhirType.DEVICE, 0);
        json.list("udiCarrier").open().put("deviceIdentifier", "00" + serial);
        json.put("carrierHRF", "(01)00" + serial + "(21)" + serial % 1000)
                .close()
                .closeList();
        json.put("status", worn ? "inactive" : "active").put("distinctIdentifier", "00" + serial);
        json.put("manufacturer", "Sample Devices & Söhne");
        chart.moment(json, "manufactureDate", made * Seconds.DAY);
        chart.moment(json, "expirationDate", (made + 5_000) * Seconds.DAY);
        json.put("lotNumber", "L" + serial % 10_000).put("serialNumber", Long.toString(serial));
        json.list("deviceName")
                .open()
                .put("name", type.display())
                .put("type", "user-friendly-name")
                .close()
                .closeList();
        json.put("modelNumber", "SD-" + serial % 100);
        type.writeConcept(json, "type");
        chart.patient(json, "patient");
        chart.network().organization(json, "owner", person.provider());
        Lines.end(json);
    }

    /** What elder people want to be done, and not to be done, when they cannot say it any more; revised once. */
    void writeDirective() {
        var draws = person.draws(Purpose.DIRECTIVE, 0);
        long signed = (person.birth() + 365L * OLD + draws.below(3650)) * Seconds.DAY;
        long revised = signed + draws.between(Seconds.YEAR, 8 * Seconds.YEAR);
        if (!draws.percent(45) || !chart.past(signed) || signed >= person.death()) {
            return;
        }
        writeDirective(0, signed, chart.past(revised) ? "inactive" : "active", draws);
        if (chart.past(revised) && revised < person.death()) {
            writeDirective(1, revised, "active", draws);
        }
    }

    private void writeDirective(int number, long signed, String status, Draws draws) {
        var json = chart.begin(FhirType.CONSENT, number);
        json.list("identifier").open().put("system", Network.OWN_IDENTIFIERS).put("value", "A" + person.id() + number);
        json.close().closeList().put("status", status);
        Code.hl7("consentscope", "adr", "Advance directive").writeConcept(json, "scope");
        Code.hl7(
                        "consentcategorycodes",
                        number == 0 ? "acd" : "dnr",
                        number == 0 ? "Advance directive" : "Do not resuscitate")
                .writeConcepts(json, "category");
        chart.patient(json, "patient");
        chart.moment(json, "dateTime", signed);
        json.list("performer");
        chart.patient(json);
        int recorder = person.provider() * Network.PRACTITIONERS_EACH;
        json.open().put("reference", "Practitioner?identifier=" + Network.NPI + "|" + Network.npi(recorder));
        json.put("type", "Practitioner");
        json.open("identifier");
        Code.hl7("v2-0203", "NPI", "National provider identifier").writeConcept(json, "type");
        json.put("system", Network.NPI).put("value", Network.npi(recorder)).close();
        json.put("display", chart.network().practitioner(recorder)).close().closeList();
        json.list("organization");
        chart.network().organizationItem(json, person.provider());
        json.closeList();
        json.open("sourceAttachment")
                .put("contentType", "application/pdf")
                .put("title", "Living will | " + person.fullName());
        json.put("url", "https://almoner.example.org/sample/directives/" + person.id() + "-" + number + ".pdf")
                .close();
        Code.hl7("consentpolicycodes", "hipaa-restrictions", "Restrictions").writeConcept(json, "policyRule");
        json.list("verification").open().put("verified", true);
        chart.moment(json, "verificationDate", signed + Seconds.DAY);
        json.close().closeList();
        json.open("provision").put("type", draws.percent(50) ? "deny" : "permit");
        json.open("period").date("start", signed / Seconds.DAY).close();
        Code.own("resuscitation", "Resuscitation").writeConcepts(json, "code");
        json.close();
        Lines.end(json);
    }
}
