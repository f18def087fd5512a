package org.almoner.sample.population;

/** The resource types of a sample, in the order in which their files are listed. */
public enum FhirType {
    ALLERGY_INTOLERANCE("AllergyIntolerance", "us-core-allergyintolerance"),
    CARE_PLAN("CarePlan", "us-core-careplan"),
    CARE_TEAM("CareTeam", "us-core-careteam"),
    CLAIM("Claim", ""),
    CONDITION("Condition", "us-core-condition-encounter-diagnosis"),
    CONSENT("Consent", ""),
    COVERAGE("Coverage", "us-core-coverage"),
    DEVICE("Device", "us-core-implantable-device"),
    DIAGNOSTIC_REPORT("DiagnosticReport", "us-core-diagnosticreport-lab"),
    DOCUMENT_REFERENCE("DocumentReference", "us-core-documentreference"),
    ENCOUNTER("Encounter", "us-core-encounter"),
    EXPLANATION_OF_BENEFIT("ExplanationOfBenefit", ""),
    GOAL("Goal", "us-core-goal"),
    IMMUNIZATION("Immunization", "us-core-immunization"),
    LOCATION("Location", "us-core-location"),
    MEDICATION("Medication", "us-core-medication"),
    MEDICATION_ADMINISTRATION("MedicationAdministration", ""),
    MEDICATION_DISPENSE("MedicationDispense", "us-core-medicationdispense"),
    MEDICATION_REQUEST("MedicationRequest", "us-core-medicationrequest"),
    OBSERVATION("Observation", ""),
    ORGANIZATION("Organization", "us-core-organization"),
    PATIENT("Patient", "us-core-patient"),
    PRACTITIONER("Practitioner", "us-core-practitioner"),
    PRACTITIONER_ROLE("PractitionerRole", "us-core-practitionerrole"),
    PROCEDURE("Procedure", "us-core-procedure");

    private final String typeName;
    private final String profile;

    FhirType(String typeName, String profile) {
        this.typeName = typeName;
        this.profile = profile.isEmpty() ? "" : "http://hl7.org/fhir/us/core/StructureDefinition/" + profile;
    }

    /** FHIR's name of the type. */
    public String typeName() {
        return typeName;
    }

    /** The file that holds all resources of the type, one a line. */
    public String fileName(boolean gzip) {
        return typeName + (gzip ? ".ndjson.gz" : ".ndjson");
    }

    /** The same for ever, as a text's hash code is. */
    long salt() {
        return typeName.hashCode();
    }

    /** The US Core profile that its resources claim; empty for none. */
    String profile() {
        return profile;
    }
}
