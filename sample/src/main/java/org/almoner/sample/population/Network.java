package org.almoner.sample.population;

/**
 * The organizations that care and pay, their people and places. Nothing is kept: each follows from its number. Every other
 * organization's own things are referred to by identifier, as some systems do, the rest by id.
 */
record Network(long key, int providers) {

    static final int PRACTITIONERS_EACH = 4;
    static final int LOCATIONS_EACH = 2;
    static final int PAYERS = 4;

    static final String NPI = "http://hl7.org/fhir/sid/us-npi";
    static final String OWN_IDENTIFIERS = "https://almoner.example.org/sample/identifiers";

    private static final int PATIENTS_EACH = 40;
    private static final long FIRST_NPI = 9_000_000_000L;
    private static final long FIRST_PAYER = 1L << 40;

    private static final String[] CARERS = {
        "General", "Community", "Saint Elisabeth’s", "University", "Northside", "Mercy"
    };
    private static final String[] HOUSES = {"Hospital", "Clinic", "Health Center", "Medical Group"};
    private static final String[] PAYER_NAMES = {
        "Commonwealth Mutual", "Blue Heron Health Plan", "Public Aid", "Olde \"Penny\" Trust | West"
    };

    static Network of(SamplePopulation population) {
        return new Network(Draws.key(population.seed(), 0x6e6574, 0), 2 + population.patients() / PATIENTS_EACH);
    }

    int place(int provider) {
        return Draws.of(key, Purpose.ORGANIZATION, provider).below(Names.PLACES.length);
    }

    String name(int provider) {
        var draws = Draws.of(key, Purpose.ORGANIZATION, provider);
        int place = draws.below(Names.PLACES.length);
        return Names.PLACES[place].city() + " " + draws.one(CARERS) + " " + draws.one(HOUSES);
    }

    boolean woman(int practitioner) {
        return Draws.of(key, Purpose.PRACTITIONER, practitioner).percent(50);
    }

    String given(int practitioner) {
        return Draws.of(key, Purpose.NAME, practitioner).one(woman(practitioner) ? Names.WOMEN : Names.MEN);
    }

    String family(int practitioner) {
        return Draws.of(key, Purpose.NAME, ~(long) practitioner).one(Names.FAMILIES);
    }

    String practitioner(int number) {
        return "Dr. " + given(number) + " " + family(number);
    }

    static String payerName(int payer) {
        return PAYER_NAMES[payer];
    }

    static String npi(int practitioner) {
        return Long.toString(FIRST_NPI + practitioner);
    }

    Id id(FhirType type, long number) {
        return Id.of(key, type, number);
    }

    static long payer(int payer) {
        return FIRST_PAYER + payer;
    }

    private static boolean byIdentifier(int provider) {
        return provider % 2 == 0;
    }

    void practitioner(Json json, String name, int number) {
        json.open(name);
        practitionerInside(json, number);
        json.close();
    }

    void practitionerItem(Json json, int number) {
        json.open();
        practitionerInside(json, number);
        json.close();
    }

    private void practitionerInside(Json json, int number) {
        if (byIdentifier(number / PRACTITIONERS_EACH)) {
            json.put("reference", "Practitioner?identifier=" + NPI + "|" + npi(number));
        } else {
            json.reference(FhirType.PRACTITIONER, id(FhirType.PRACTITIONER, number));
        }
        json.put("display", practitioner(number));
    }

    void organization(Json json, String name, int provider) {
        json.open(name);
        conditional(json, FhirType.ORGANIZATION, provider, provider);
        json.put("display", name(provider)).close();
    }

    void organizationItem(Json json, int provider) {
        json.open();
        conditional(json, FhirType.ORGANIZATION, provider, provider);
        json.put("display", name(provider)).close();
    }

    void location(Json json, String name, int location) {
        json.open(name);
        conditional(json, FhirType.LOCATION, location / LOCATIONS_EACH, location);
        json.put("display", name(location / LOCATIONS_EACH)).close();
    }

    private void conditional(Json json, FhirType type, int provider, long number) {
        var id = id(type, number);
        if (byIdentifier(provider)) {
            json.put("reference", type.typeName() + "?identifier=" + OWN_IDENTIFIERS + "|" + id);
        } else {
            json.reference(type, id);
        }
    }

    /** By identifier alone: no reference, only who is meant. */
    void logical(Json json, String name, String system, String value, String display) {
        json.open(name);
        json.open("identifier").put("system", system).put("value", value).close();
        json.put("display", display).close();
    }

    void payer(Json json, String name, int payer) {
        json.open(name)
                .reference(FhirType.ORGANIZATION, id(FhirType.ORGANIZATION, payer(payer)))
                .put("display", payerName(payer))
                .close();
    }
}
