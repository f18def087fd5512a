package org.almoner.client.download;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.almoner.client.download.Segments.Lease;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Held against an array with a counter for each byte. */
class SegmentsTest {

    /** What connections may do, in any order; {@code which} chooses among those that there are. */
    record Step(Act act, int which, int amount) {}

    enum Act {
        JOIN,
        JOIN_ALONE,
        WRITE,
        LEAVE
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        var acts = Arbitraries.of(Act.JOIN, Act.JOIN_ALONE, Act.WRITE, Act.WRITE, Act.WRITE, Act.LEAVE);
        return Combinators.combine(
                        acts,
                        Arbitraries.integers().between(0, 1000),
                        Arbitraries.integers().between(1, 70))
                .as(Step::new)
                .list()
                .ofMaxSize(150);
    }

    @Provide
    Arbitrary<List<Span>> done() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 190), Arbitraries.longs().between(1, 10))
                .as((from, length) -> new Span(from, from + length))
                .list()
                .ofMaxSize(5);
    }

    @Property
    void everyByteIsWrittenOnceWhateverHappens(
            @ForAll @IntRange(min = 200, max = 500) int size,
            @ForAll @IntRange(min = 1, max = 60) int segment,
            @ForAll @IntRange(min = 1, max = 20) int leastShare,
            @ForAll("done") List<Span> done,
            @ForAll("steps") List<Step> steps) {
        var segments = new Segments(segment, leastShare, done);
        segments.sizeIs(size);
        var times = new int[size];
        for (var span : Spans.of(done).list()) {
            for (long at = span.from(); at < span.to(); at++) {
                times[(int) at]++;
            }
        }
        var leases = new ArrayList<Lease>();
        for (var step : steps) {
            switch (step.act()) {
                case JOIN -> segments.lease(false).ifPresent(leases::add);
                case JOIN_ALONE -> {
                    if (leases.isEmpty()) {
                        segments.lease(true).ifPresent(leases::add);
                    }
                }
                case WRITE -> {
                    if (!leases.isEmpty()) {
                        write(segments, leases.get(step.which() % leases.size()), step.amount(), times);
                    }
                }
                case LEAVE -> {
                    if (!leases.isEmpty()) {
                        segments.giveBack(leases.remove(step.which() % leases.size()));
                    }
                }
            }
            assertThat(Arrays.stream(times).max().orElse(0)).isLessThanOrEqualTo(1);
        }
        leases.forEach(segments::giveBack);
        for (var lease = segments.lease(true); lease.isPresent(); lease = segments.lease(true)) {
            write(segments, lease.get(), size, times);
            segments.giveBack(lease.get());
        }

        assertThat(times).containsOnly(1);
        assertThat(segments.complete()).isTrue();
        assertThat(segments.done()).containsExactly(new Span(0, size));
        assertThat(segments.doneLength()).isEqualTo(size);
    }

    private static void write(Segments segments, Lease lease, int amount, int[] times) {
        int from = (int) segments.position(lease);
        int own = segments.claim(lease, amount);
        for (int at = from; at < from + own; at++) {
            times[at]++;
        }
        segments.written(lease, own);
    }

    @Property
    void leasesTakenTogetherTileTheFile(
            @ForAll @IntRange(min = 1, max = 1000) int size, @ForAll @IntRange(min = 1, max = 100) int segment) {
        var segments = new Segments(segment, size + 1, List.of());
        segments.sizeIs(size);
        long next = 0;
        for (var lease = segments.lease(false); lease.isPresent(); lease = segments.lease(false)) {
            assertThat(segments.position(lease.get())).isEqualTo(next);
            next = segments.end(lease.get());
            assertThat(next - segments.position(lease.get())).isBetween(1L, (long) segment);
        }
        assertThat(next).isEqualTo(size);
    }

    @Test
    void oneWhoJoinsTakesASegmentFromOneWhoHasAll() {
        var segments = new Segments(10, 1, List.of());
        segments.sizeIs(100);
        var first = segments.lease(true).orElseThrow();
        segments.claim(first, 5);

        var second = segments.lease(false).orElseThrow();

        assertThat(segments.end(first)).isEqualTo(15);
        assertThat(segments.position(second)).isEqualTo(15);
        assertThat(segments.end(second)).isEqualTo(25);
        assertThat(segments.position(segments.lease(false).orElseThrow())).isEqualTo(25);
    }

    @Test
    void theLastStretchIsHalvedUntilItIsNotWorthIt() {
        var segments = new Segments(100, 10, List.of());
        segments.sizeIs(40);
        var first = segments.lease(true).orElseThrow();

        assertThat(segments.canShare()).isTrue();
        assertThat(segments.lease(false)).isPresent();
        assertThat(segments.end(first)).isEqualTo(20);
        assertThat(segments.lease(false)).isPresent();
        assertThat(segments.lease(false)).isPresent();
        assertThat(segments.canShare()).isFalse();
        assertThat(segments.lease(false)).isEmpty();
    }

    @Test
    void aFileOfUnknownLengthIsNotShared() {
        var segments = new Segments(10, 1, List.of());
        var first = segments.lease(true).orElseThrow();

        assertThat(segments.canShare()).isFalse();
        assertThat(segments.lease(false)).isEmpty();
        assertThat(segments.claim(first, 7)).isEqualTo(7);
        segments.written(first, 7);
        segments.sizeIs(7);
        assertThat(segments.complete()).isTrue();
    }
}
