package org.almoner.sample.population;

import java.util.ArrayList;
import java.util.List;

/**
 * A disorder that stays for months or for life, and what is taken against it.
 *
 * @param ordinal which of the person's
 * @param abatement {@link Seconds#NEVER} if it stays for life
 * @param courses one after the other from onset on; the last lasts as long as the illness
 */
record Illness(int ordinal, Disorder disorder, long onset, long abatement, List<Course> courses) {

    private static final int MOST_COURSES = 40;

    /** A drug in a strength, until it is changed. */
    record Course(int ordinal, Drug drug, int tablets, long start, long stop) {}

    static Illness of(long key, int ordinal, Disorder disorder, long birth, long death) {
        var draws = Draws.of(key, Purpose.ILLNESS, ordinal);
        long onset = birth + draws.between(2 * Seconds.YEAR, 75 * Seconds.YEAR);
        boolean forLife = draws.percent(55);
        long lasts = draws.between(200 * Seconds.DAY, 12 * Seconds.YEAR);
        long abatement = forLife || onset + lasts > death ? Seconds.NEVER : onset + lasts;
        return new Illness(ordinal, disorder, onset, abatement, courses(key, ordinal, disorder, onset, abatement));
    }

    private static List<Course> courses(long key, int ordinal, Disorder disorder, long onset, long abatement) {
        var drugs = disorder.drugs();
        if (drugs.length == 0) {
            return List.of();
        }
        var draws = Draws.of(key, Purpose.COURSE, ordinal);
        var courses = new ArrayList<Course>();
        long start = onset + Seconds.HOUR;
        while (courses.size() < MOST_COURSES && start < abatement) {
            long stop = start + draws.between(150 * Seconds.DAY, 1_500 * Seconds.DAY);
            boolean last = stop >= abatement || courses.size() == MOST_COURSES - 1;
            courses.add(new Course(
                    courses.size(),
                    drugs[courses.size() % drugs.length],
                    draws.between(1, 2),
                    start,
                    last ? abatement : stop));
            start = stop;
        }
        return List.copyOf(courses);
    }
}
