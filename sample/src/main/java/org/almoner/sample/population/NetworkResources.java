package org.almoner.sample.population;

/** Writes organizations, practitioners, their roles, locations, and the medications of the formulary. */
final class NetworkResources {

    private static final Code[] SPECIALTIES = {
        new Code(Code.NUCC, "208D00000X", "General practice"),
        new Code(Code.NUCC, "207Q00000X", "Family medicine"),
        new Code(Code.NUCC, "207R00000X", "Internal medicine"),
        new Code(Code.NUCC, "363L00000X", "Nurse practitioner")
    };
    private static final Code PHYSICIAN = Code.hl7("practitioner-role", "doctor", "Doctor");

    private final Network network;
    private final long now;
    private final Lines lines;

    NetworkResources(Network network, long now, Lines lines) {
        this.network = network;
        this.now = now;
        this.lines = lines;
    }

    /** What there is once. */
    void writeCommon() {
        for (int payer = 0; payer < Network.PAYERS; payer++) {
            writePayer(payer);
        }
        for (var drug : Drug.values()) {
            writeMedication(drug);
        }
    }

    private void writePayer(int payer) {
        var json = lines.begin(FhirType.ORGANIZATION, network.id(FhirType.ORGANIZATION, Network.payer(payer)));
        json.list("identifier")
                .open()
                .put("system", "urn:oid:2.16.840.1.113883.6.300")
                .put("value", "9999" + payer)
                .close();
        json.closeList().put("active", true);
        Code.hl7("organization-type", "ins", "Insurance company").writeConcepts(json, "type");
        json.put("name", Network.payerName(payer));
        Lines.end(json);
    }

    private void writeMedication(Drug drug) {
        var json = lines.begin(FhirType.MEDICATION, drug.id(network));
        drug.code().writeConcept(json, "code");
        json.put("status", "active");
        json.list("ingredient").open();
        Code.own("ingredient-" + drug.code().code(), drug.ingredient()).writeConcept(json, "itemCodeableConcept");
        json.open("strength");
        Chart.quantity(json, "numerator", drug.strength(), 0, drug.unit(), drug.unit());
        json.open("denominator").put("value", 1).put("unit", "tablet").close();
        json.close().close().closeList();
        Lines.end(json);
    }

    /** One organization with all that is its own. */
    void write(int provider) {
        writeOrganization(provider);
        for (int i = 0; i < Network.LOCATIONS_EACH; i++) {
            writeLocation(provider, provider * Network.LOCATIONS_EACH + i);
        }
        for (int i = 0; i < Network.PRACTITIONERS_EACH; i++) {
            writePractitioner(provider, provider * Network.PRACTITIONERS_EACH + i);
            writeRole(provider, provider * Network.PRACTITIONERS_EACH + i);
        }
    }

    private void writeOrganization(int provider) {
        var id = network.id(FhirType.ORGANIZATION, provider);
        var json = lines.begin(FhirType.ORGANIZATION, id);
        identifier(json, id);
        json.put("active", true);
        Code.hl7("organization-type", "prov", "Healthcare provider").writeConcepts(json, "type");
        json.put("name", network.name(provider));
        json.list("alias").item("Site " + provider).closeList();
        json.list("telecom");
        phone(json, provider);
        json.closeList().list("address");
        json.open();
        address(json, provider);
        json.close().closeList();
        Lines.end(json);
    }

    private void writeLocation(int provider, int location) {
        var id = network.id(FhirType.LOCATION, location);
        var json = lines.begin(FhirType.LOCATION, id);
        identifier(json, id);
        boolean ward = location % Network.LOCATIONS_EACH == 1;
        json.put("status", "active").put("name", network.name(provider) + (ward ? ", wards" : ", offices"));
        json.put("mode", "instance");
        (ward ? Code.hl7("v3-RoleCode", "HOSP", "Hospital") : Code.hl7("v3-RoleCode", "OF", "Outpatient facility"))
                .writeConcepts(json, "type");
        json.list("telecom");
        phone(json, provider);
        json.closeList().open("address");
        address(json, provider);
        json.close();
        json.open("position")
                .decimal("longitude", -71_241_255 - provider % 1000, 6)
                .decimal("latitude", 42_358_530, 6)
                .close();
        network.organization(json, "managingOrganization", provider);
        Lines.end(json);
    }

    private void writePractitioner(int provider, int number) {
        var json = lines.begin(FhirType.PRACTITIONER, network.id(FhirType.PRACTITIONER, number));
        json.list("identifier")
                .open()
                .put("system", Network.NPI)
                .put("value", Network.npi(number))
                .close()
                .closeList();
        long retires = retirement(number);
        json.put("active", now < retires);
        json.list("name").open().put("family", network.family(number));
        json.list("given").item(network.given(number)).closeList();
        json.list("prefix").item("Dr.").closeList();
        json.close().closeList();
        json.list("telecom");
        phone(json, provider);
        json.open()
                .put("system", "email")
                .put("value", "practitioner" + number + "@example.org")
                .put("use", "work")
                .close();
        json.closeList().list("address").open();
        address(json, provider);
        json.close().closeList();
        json.put("gender", network.woman(number) ? "female" : "male");
        json.list("qualification").open();
        Code.hl7(
                        "v2-0360",
                        number % 4 == 3 ? "NP" : "MD",
                        number % 4 == 3 ? "Nurse practitioner" : "Doctor of medicine")
                .writeConcept(json, "code");
        json.close().closeList();
        Lines.end(json);
    }

    private void writeRole(int provider, int number) {
        var json = lines.begin(FhirType.PRACTITIONER_ROLE, network.id(FhirType.PRACTITIONER_ROLE, number));
        json.put("active", now < retirement(number));
        if (provider % 2 == 0) {
            network.logical(json, "practitioner", Network.NPI, Network.npi(number), network.practitioner(number));
            network.logical(
                    json,
                    "organization",
                    Network.OWN_IDENTIFIERS,
                    network.id(FhirType.ORGANIZATION, provider).toString(),
                    network.name(provider));
        } else {
            network.practitioner(json, "practitioner", number);
            network.organization(json, "organization", provider);
        }
        PHYSICIAN.writeConcepts(json, "code");
        SPECIALTIES[number % SPECIALTIES.length].writeConcepts(json, "specialty");
        json.list("location").open();
        json.reference(FhirType.LOCATION, network.id(FhirType.LOCATION, (long) provider * Network.LOCATIONS_EACH))
                .close()
                .closeList();
        Lines.end(json);
    }

    private long retirement(int number) {
        return Draws.of(network.key(), Purpose.PRACTITIONER, ~(long) number)
                .between(40 * Seconds.YEAR, 200 * Seconds.YEAR);
    }

    private static void identifier(Json json, Id id) {
        json.list("identifier")
                .open()
                .put("system", Network.OWN_IDENTIFIERS)
                .put("value", id.toString())
                .close()
                .closeList();
    }

    private static void phone(Json json, int provider) {
        json.open()
                .put("system", "phone")
                .put("value", "555-01" + (10 + provider % 90))
                .put("use", "work")
                .close();
    }

    private void address(Json json, int provider) {
        var place = Names.PLACES[network.place(provider)];
        json.list("line")
                .item((100 + provider % 800) + " Hospital Drive")
                .item("Suite " + (1 + provider % 40))
                .closeList();
        json.put("city", place.city())
                .put("state", place.state())
                .put("postalCode", place.postalCode())
                .put("country", "US");
    }
}
