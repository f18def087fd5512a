package org.almoner.sample.population;

/** A code of a code system. Displays are our own short words. */
record Code(String system, String code, String display) {

    static final String SNOMED = "http://snomed.info/sct";
    static final String LOINC = "http://loinc.org";
    static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
    static final String ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm";
    static final String CVX = "http://hl7.org/fhir/sid/cvx";
    static final String HCPCS = "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets";
    static final String UCUM = "http://unitsofmeasure.org";
    static final String HL7 = "http://terminology.hl7.org/CodeSystem/";
    static final String NUCC = "http://nucc.org/provider-taxonomy";
    static final String US_CORE = "http://hl7.org/fhir/us/core/CodeSystem/";

    /** Codes that nobody else has. */
    static final String OWN = "https://almoner.example.org/sample/codes";

    static Code snomed(String code, String display) {
        return new Code(SNOMED, code, display);
    }

    static Code loinc(String code, String display) {
        return new Code(LOINC, code, display);
    }

    static Code hl7(String system, String code, String display) {
        return new Code(HL7 + system, code, display);
    }

    static Code own(String code, String display) {
        return new Code(OWN, code, display);
    }

    void write(Json json) {
        json.open()
                .put("system", system)
                .put("code", code)
                .put("display", display)
                .close();
    }

    /** As a Coding. */
    void writeCoding(Json json, String name) {
        json.open(name)
                .put("system", system)
                .put("code", code)
                .put("display", display)
                .close();
    }

    /** As a CodeableConcept, with its display as the text. */
    void writeConcept(Json json, String name) {
        json.open(name);
        writeInside(json);
        json.close();
    }

    /** As one of a list of CodeableConcepts. */
    void writeConcept(Json json) {
        json.open();
        writeInside(json);
        json.close();
    }

    /** As the only one of a list of CodeableConcepts. */
    void writeConcepts(Json json, String name) {
        json.list(name);
        writeConcept(json);
        json.closeList();
    }

    private void writeInside(Json json) {
        json.list("coding");
        write(json);
        json.closeList().put("text", display);
    }

    /** Several codes for one thing, as a CodeableConcept; the first is the preferred one. */
    static void writeConcept(Json json, String name, String text, Code... codes) {
        json.open(name).list("coding");
        for (var code : codes) {
            code.write(json);
        }
        json.closeList().put("text", text).close();
    }
}
