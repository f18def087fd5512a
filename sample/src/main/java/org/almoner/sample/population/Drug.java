package org.almoner.sample.population;

import java.util.Locale;

/** What is prescribed. */
@SuppressWarnings("ImmutableEnumChecker") // a Code is a record of texts
enum Drug {
    HYDROCHLOROTHIAZIDE("310798", "hydrochlorothiazide 25 mg tablet", "25", "mg"),
    LISINOPRIL("314076", "lisinopril 10 mg tablet", "10", "mg"),
    AMLODIPINE("197361", "amlodipine 5 mg tablet", "5", "mg"),
    METFORMIN("860975", "metformin 500 mg extended release tablet", "500", "mg"),
    SIMVASTATIN("312961", "simvastatin 20 mg tablet", "20", "mg"),
    PREDNISONE("312617", "prednisone 5 mg tablet", "5", "mg"),
    ACETAMINOPHEN("313782", "acetaminophen 325 mg tablet", "325", "mg"),
    IBUPROFEN("310965", "ibuprofen 200 mg tablet", "200", "mg"),
    AMOXICILLIN("308182", "amoxicillin 250 mg capsule", "250", "mg");

    private final Code code;
    private final String strength;
    private final String unit;

    Drug(String rxNorm, String display, String strength, String unit) {
        this.code = new Code(Code.RXNORM, rxNorm, display);
        this.strength = strength;
        this.unit = unit;
    }

    Code code() {
        return code;
    }

    /** What of it works. */
    String ingredient() {
        return name().toLowerCase(Locale.ROOT);
    }

    int strength() {
        return Integer.parseInt(strength);
    }

    String unit() {
        return unit;
    }

    /** Its Medication resource. */
    Id id(Network network) {
        return Id.of(network.key(), FhirType.MEDICATION, Long.parseLong(code.code()));
    }

    /** As {@code medication[x]}: by reference or by code, as systems do the one or the other. */
    void write(Json json, Network network, boolean byReference) {
        if (byReference) {
            json.open("medicationReference")
                    .reference(FhirType.MEDICATION, id(network))
                    .put("display", code.display())
                    .close();
        } else {
            code.writeConcept(json, "medicationCodeableConcept");
        }
    }
}
