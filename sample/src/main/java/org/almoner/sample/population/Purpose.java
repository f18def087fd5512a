package org.almoner.sample.population;

/** What is drawn for. The names are part of what a seed means. */
enum Purpose {
    SLOT,
    PERSON,
    NAME,
    DEMOGRAPHICS,
    HOME,
    TELECOM,
    ILLNESS,
    COURSE,
    YEAR,
    VISIT,
    VITALS,
    LABS,
    SURVEY,
    ACUTE,
    PROCEDURE,
    NOTE,
    MONEY,
    ALLERGY,
    VACCINATION,
    COVERAGE,
    CARE,
    DEVICE,
    DIRECTIVE,
    DOSE,
    DISPENSE,
    MISTAKE,
    ORGANIZATION,
    PRACTITIONER;

    private final long salt;

    Purpose() {
        salt = name().hashCode();
    }

    /** The same for ever, as a text's hash code is. */
    long salt() {
        return salt;
    }
}
