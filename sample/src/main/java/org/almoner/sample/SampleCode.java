package org.almoner.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One code as it stands in a release. What happens to a code is drawn from its ordinal and the release's number alone, so a
 * release of any size is generated without keeping one in memory.
 *
 * @param ordinal which code it is, from 0, the same in every release; layouts turn it into the code's text
 * @param revision how often its title was revised so far
 * @param since the number of the release that added it
 * @param retired whether it is retired, in this release or before
 */
record SampleCode(SampleRelease release, int ordinal, int revision, int since, boolean retired) {

    private static final int ADDED_PERCENT = 3;
    private static final int RETIRED_PERCENT = 1;
    private static final int REVISED_PERCENT = 2;

    private static final int RETIRE = 1;
    private static final int REVISE = 2;

    /** Every code that the release or one before it has held, by ordinal. */
    static Iterable<SampleCode> allOf(SampleRelease release) {
        return () -> stream(release).iterator();
    }

    /** The codes that are in force in the release, by ordinal. */
    static Iterable<SampleCode> inForceIn(SampleRelease release) {
        return () -> stream(release).filter(code -> !code.retired()).iterator();
    }

    /** Of each code that a release or one before it has held, how it stood when it was added and after each change, in that order. */
    static Stream<List<SampleCode>> histories(SampleRelease release) {
        return stream(release).map(SampleCode::history);
    }

    private List<SampleCode> history() {
        var history = new ArrayList<SampleCode>();
        for (int number = since; number <= release.number(); number++) {
            var then = of(new SampleRelease(number, release.date(), release.codes(), release.seed()), ordinal);
            if (history.isEmpty()
                    || then.revision != history.getLast().revision
                    || then.retired != history.getLast().retired) {
                history.add(then);
            }
        }
        return history;
    }

    private static Stream<SampleCode> stream(SampleRelease release) {
        return IntStream.range(0, size(release)).mapToObj(ordinal -> of(release, ordinal));
    }

    private static int size(SampleRelease release) {
        return release.codes() + release.number() * addedPerRelease(release);
    }

    private static int addedPerRelease(SampleRelease release) {
        return Math.max(1, release.codes() * ADDED_PERCENT / 100);
    }

    private static SampleCode of(SampleRelease release, int ordinal) {
        int late = ordinal - release.codes();
        int since = late < 0 ? 0 : 1 + late / addedPerRelease(release);
        int revision = 0;
        boolean retired = false;
        for (int number = since + 1; number <= release.number() && !retired; number++) {
            retired = Dice.percent(release.seed(), ordinal, number, RETIRE) < RETIRED_PERCENT;
            if (!retired && Dice.percent(release.seed(), ordinal, number, REVISE) < REVISED_PERCENT) {
                revision++;
            }
        }
        return new SampleCode(release, ordinal, revision, since, retired);
    }

    /** A number drawn for this code, the same in every release. */
    int draw(int purpose, int bound) {
        return Dice.below(bound, release.seed(), ordinal, purpose);
    }

    /** A title for people; another one after each revision. */
    String title() {
        return Words.title(release.seed(), ordinal, revision);
    }
}
