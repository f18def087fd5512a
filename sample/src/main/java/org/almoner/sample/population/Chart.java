package org.almoner.sample.population;

/**
 * A person's record on the day of the population, while it is being written.
 *
 * @param now what happened before this second is in it
 * @param from finished things are in it from this second on
 */
record Chart(Person person, Network network, long now, long from, Lines lines) {

    Json begin(FhirType type, long ordinal) {
        return lines.begin(type, person.id(type, ordinal));
    }

    /** Whether it is over already. */
    boolean past(long moment) {
        return moment < now;
    }

    void moment(Json json, String name, long second) {
        json.moment(name, second, person.offsetMinutes());
    }

    /** @param end left out as long as it lies in the future */
    void period(Json json, String name, long start, long end) {
        json.open(name);
        moment(json, "start", start);
        if (past(end)) {
            moment(json, "end", end);
        }
        json.close();
    }

    void patient(Json json, String name) {
        json.open(name)
                .reference(FhirType.PATIENT, person.id())
                .put("display", person.fullName())
                .close();
    }

    void patient(Json json) {
        reference(json, FhirType.PATIENT, 0);
    }

    void reference(Json json, String name, FhirType type, long ordinal) {
        json.open(name).reference(type, person.id(type, ordinal)).close();
    }

    void reference(Json json, FhirType type, long ordinal) {
        json.open().reference(type, person.id(type, ordinal)).close();
    }

    void encounter(Json json, String name, Visit visit) {
        reference(json, name, FhirType.ENCOUNTER, visit.ordinal());
    }

    static void quantity(Json json, String name, long unscaled, int scale, String unit, String ucum) {
        json.open(name)
                .decimal("value", unscaled, scale)
                .put("unit", unit)
                .put("system", Code.UCUM)
                .put("code", ucum)
                .close();
    }

    static void money(Json json, String name, long cents) {
        json.open(name).decimal("value", cents, 2).put("currency", "USD").close();
    }
}
