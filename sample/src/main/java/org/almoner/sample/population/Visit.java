package org.almoner.sample.population;

import java.util.ArrayList;
import java.util.List;

/**
 * One contact of a person with the health system; most of the record hangs on these.
 *
 * @param ordinal which of the person's; names it on every day
 * @param illness the ordinal of the long illness that was found in it, or {@link #NONE}
 */
record Visit(long ordinal, Kind kind, long start, long end, int practitioner, int illness) {

    static final int NONE = -1;

    /** Room for the things of one visit among the ordinals of a type. */
    static final int THINGS = 64;

    private static final long FOUND = 1L << 32;
    private static final int MOST_A_YEAR = 16;

    /** What kind of contact. Codes of procedures are HCPCS Level II. */
    @SuppressWarnings("ImmutableEnumChecker") // a Code is a record of texts
    enum Kind {
        CHECKUP("AMB", "ambulatory", "185349003", "Check-up", "G0439", 172_50),
        OFFICE("AMB", "ambulatory", "185345009", "Visit for a complaint", "G0463", 118_10),
        VIRTUAL("VR", "virtual", "448337001", "Video visit", "Q3014", 61_00),
        EMERGENCY("EMER", "emergency", "50849002", "Emergency visit", "G0383", 874_35),
        INPATIENT("IMP", "inpatient encounter", "32485007", "Hospital stay", "G0378", 6_210_99);

        private final Code classCode;
        private final Code type;
        private final Code billed;
        private final int cents;

        Kind(String classCode, String classDisplay, String snomed, String display, String hcpcs, int cents) {
            this.classCode = Code.hl7("v3-ActCode", classCode, classDisplay);
            this.type = Code.snomed(snomed, display);
            this.billed = new Code(Code.HCPCS, hcpcs, display);
            this.cents = cents;
        }

        Code classCode() {
            return classCode;
        }

        Code type() {
            return type;
        }

        Code billed() {
            return billed;
        }

        int cents() {
            return cents;
        }
    }

    /** The visits that began in a span of time, without those in which a long illness was found. */
    static List<Visit> of(Person person, long from, long to) {
        var visits = new ArrayList<Visit>();
        for (long year = Math.floorDiv(from, Seconds.YEAR); year <= Math.floorDiv(to, Seconds.YEAR); year++) {
            addYear(person, year, from, to, visits);
        }
        return visits;
    }

    private static void addYear(Person person, long year, long from, long to, List<Visit> visits) {
        long begin = year * Seconds.YEAR;
        long illnesses = person.illnesses().stream()
                .filter(illness -> illness.onset() < begin && illness.abatement() > begin)
                .count();
        var draws = person.draws(Purpose.YEAR, year);
        int many = (int) Math.min(MOST_A_YEAR, 1 + draws.below(4) + illnesses);
        for (int i = 0; i < many; i++) {
            var visit = of(person, year * MOST_A_YEAR + i, i == 0, begin);
            boolean inLife = visit.start() >= person.birth() * Seconds.DAY && visit.start() < person.death();
            if (inLife && visit.start() >= from && visit.start() < to) {
                visits.add(visit);
            }
        }
    }

    private static Visit of(Person person, long ordinal, boolean checkup, long yearBegin) {
        var draws = person.draws(Purpose.VISIT, ordinal);
        long start = yearBegin + draws.below((int) Seconds.YEAR);
        int chance = draws.below(100);
        var kind = checkup
                ? Kind.CHECKUP
                : chance < 75
                        ? Kind.OFFICE
                        : chance < 86 ? Kind.VIRTUAL : chance < 95 ? Kind.EMERGENCY : Kind.INPATIENT;
        return new Visit(ordinal, kind, start, end(person, kind, start, draws), practitioner(person, draws), NONE);
    }

    /** The visit in which a long illness was found. */
    static Visit finding(Person person, Illness illness) {
        long ordinal = FOUND + illness.ordinal();
        var draws = person.draws(Purpose.VISIT, ordinal);
        long end = end(person, Kind.OFFICE, illness.onset(), draws);
        return new Visit(ordinal, Kind.OFFICE, illness.onset(), end, practitioner(person, draws), illness.ordinal());
    }

    private static long end(Person person, Kind kind, long start, Draws draws) {
        long lasts = switch (kind) {
            case CHECKUP, OFFICE, VIRTUAL -> draws.between(15 * Seconds.MINUTE, 70 * Seconds.MINUTE);
            case EMERGENCY -> draws.between(2 * Seconds.HOUR, 9 * Seconds.HOUR);
            case INPATIENT -> draws.between(30 * Seconds.HOUR, 11 * Seconds.DAY);
        };
        return Math.min(start + lasts, person.death());
    }

    private static int practitioner(Person person, Draws draws) {
        // Now and then they go elsewhere.
        int provider = draws.percent(85) ? person.provider() : Math.max(0, person.provider() - draws.below(3));
        return provider * Network.PRACTITIONERS_EACH + draws.below(Network.PRACTITIONERS_EACH);
    }

    int provider() {
        return practitioner / Network.PRACTITIONERS_EACH;
    }

    int location() {
        return provider() * Network.LOCATIONS_EACH + (kind == Kind.INPATIENT || kind == Kind.EMERGENCY ? 1 : 0);
    }

    /** The ordinal of the visit's n-th thing of some type. */
    long thing(int number) {
        return ordinal * THINGS + number;
    }
}
