package org.almoner.sample.population;

import java.util.ArrayList;
import java.util.List;

/**
 * One person's life in outline, the same on every day on which it is asked for. Moments may lie in the future of the day.
 *
 * @param key what is drawn for the person is drawn from it
 * @param birth the day of birth, since 1970
 * @param death {@link Seconds#NEVER} for people whose death lies beyond the model
 * @param place index of the town they live and see doctors in
 * @param provider the organization they go to
 * @param illnesses those that stay for long, by their ordinals
 */
record Person(long key, boolean woman, long birth, long death, int place, int provider, List<Illness> illnesses) {

    private static final int LEAST_STAY_DAYS = 4 * 365;
    private static final int MOST_STAY_DAYS = 24 * 365;
    private static final int OLDEST_ON_ARRIVAL = 80;
    private static final int MOST_ILLNESSES = 4;

    /** Whoever holds a place in the population on its day. Everybody stays for some years and is followed by somebody new. */
    static Person in(SamplePopulation population, Network network, int slot) {
        var stay = Draws.of(population.seed(), Purpose.SLOT, slot);
        long length = stay.between(LEAST_STAY_DAYS, MOST_STAY_DAYS);
        long phase = stay.below((int) length);
        long today = population.at().toEpochDay();
        long turn = Math.floorDiv(today + phase, length);
        long arrival = turn * length - phase;
        return arriving(Draws.key(population.seed(), slot, turn), arrival, network);
    }

    private static Person arriving(long key, long arrival, Network network) {
        var draws = Draws.of(key, Purpose.PERSON, 0);
        boolean woman = draws.percent(52);
        long birth = arrival - draws.below(OLDEST_ON_ARRIVAL * 365);
        long lifetime = 365L * (60 + draws.below(20) + draws.below(20) + draws.below(5));
        // Who arrives is alive.
        long end = Math.max(birth + lifetime, arrival + 60 + draws.below(30 * 365));
        long death = end * Seconds.DAY + draws.below((int) Seconds.DAY);
        int provider = draws.below(network.providers());
        var illnesses = new ArrayList<Illness>();
        int many = draws.below(MOST_ILLNESSES + 1);
        int first = draws.below(Disorder.CHRONIC.length);
        for (int i = 0; i < many; i++) {
            var disorder = Disorder.CHRONIC[(first + i) % Disorder.CHRONIC.length];
            illnesses.add(Illness.of(key, i, disorder, birth * Seconds.DAY, death));
        }
        return new Person(key, woman, birth, death, network.place(provider), provider, List.copyOf(illnesses));
    }

    int offsetMinutes() {
        return Names.PLACES[place].offsetMinutes();
    }

    Id id(FhirType type, long ordinal) {
        return Id.of(key, type, ordinal);
    }

    Id id() {
        return id(FhirType.PATIENT, 0);
    }

    Draws draws(Purpose purpose, long ordinal) {
        return Draws.of(key, purpose, ordinal);
    }

    int yearsOldAt(long second) {
        return (int) Math.floorDiv(second - birth * Seconds.DAY, Seconds.YEAR);
    }

    String family() {
        return draws(Purpose.NAME, 0).one(Names.FAMILIES);
    }

    String given() {
        return draws(Purpose.NAME, 1).one(woman ? Names.WOMEN : Names.MEN);
    }

    String fullName() {
        return given() + " " + family();
    }
}
