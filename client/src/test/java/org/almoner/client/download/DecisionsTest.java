package org.almoner.client.download;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.almoner.client.golden.FakeTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is decided without a server. */
class DecisionsTest {

    private static final Identity IDENTITY =
            new Identity("https://server/files#1", 900L, Fixed.hash(new byte[] {1}), new Validator("\"tag\""));

    /** A line on which each connection brings so many bytes a second, up to so many in all. */
    private static int connectionsAfter(int seconds, int most, long each, long all, Growth growth) {
        var now = Instant.EPOCH;
        long bytes = 0;
        for (int tenth = 0; tenth < seconds * 10; tenth++) {
            growth.arrived(bytes, now);
            now = now.plusMillis(100);
            bytes += Math.min(each * growth.wanted(), all) / 10;
            assertThat(growth.wanted()).isBetween(1, most);
        }
        return growth.wanted();
    }

    @Test
    void connectionsAreAddedWhileTheyBringMore() {
        assertThat(connectionsAfter(30, 16, 178_000, Long.MAX_VALUE, Growth.upTo(16, Duration.ofMillis(3))))
                .isEqualTo(16);
        assertThat(connectionsAfter(12, 16, 1_000_000, 4_000_000, Growth.upTo(16, Duration.ofMillis(3))))
                .isEqualTo(4);
        assertThat(connectionsAfter(12, 16, 1_000_000, 1_000_000, Growth.upTo(16, Duration.ofMillis(3))))
                .isEqualTo(1);
    }

    @Test
    void aLongLineIsBegunWithSeveral() {
        assertThat(Growth.upTo(16, Duration.ofMillis(49)).wanted()).isEqualTo(1);
        assertThat(Growth.upTo(16, Duration.ofMillis(200)).wanted()).isEqualTo(8);
        assertThat(Growth.upTo(5, Duration.ofMillis(200)).wanted()).isEqualTo(5);
        assertThat(connectionsAfter(12, 16, 8_000_000, Long.MAX_VALUE, Growth.upTo(16, Duration.ofMillis(200))))
                .isEqualTo(16);
    }

    @Test
    void aConnectionThatTheLineDoesNotHoldUpNeedsNoOthers() {
        assertThat(connectionsAfter(30, 16, 400_000_000, Long.MAX_VALUE, Growth.upTo(16, Duration.ofMillis(3))))
                .isEqualTo(1);
    }

    @Test
    void connectionsThatAreSentAwayAreNotTriedAgainAtOnce() {
        var growth = Growth.fixed(8);
        growth.refused(Instant.EPOCH);
        assertThat(growth.wanted()).isEqualTo(4);
        assertThat(connectionsAfter(10, 8, 1000, Long.MAX_VALUE, growth)).isEqualTo(4);
        for (int i = 0; i < 5; i++) {
            growth.refused(Instant.EPOCH);
        }
        assertThat(growth.wanted()).isEqualTo(1);
    }

    @Property
    void noMoreThanTheRateIsTakenOverAnyTime(
            @ForAll @IntRange(min = 1, max = 100_000) int rate,
            @ForAll List<@IntRange(min = 1, max = 50_000) Integer> portions) {
        var time = new FakeTime();
        var throttle = new Throttle(OptionalLong.of(rate), time);
        var begun = time.instant();
        long taken = 0;
        for (int portion : portions) {
            time.pass(throttle.take(portion));
            taken += portion;
        }
        double seconds = Duration.between(begun, time.instant()).toNanos() / 1e9;
        assertThat(taken).isLessThanOrEqualTo((long) Math.ceil(rate * (seconds + 0.101)));
        assertThat(seconds).isLessThanOrEqualTo((double) taken / rate + 0.001);
    }

    @Test
    void withoutALimitNobodyWaits() {
        assertThat(new Throttle(OptionalLong.empty(), new FakeTime()).take(Long.MAX_VALUE))
                .isZero();
    }

    @Test
    void aStateIsReadAsItWasWritten() {
        var lines = joined(
                PartialState.line(IDENTITY),
                PartialState.line(List.of(new Span(0, 100))),
                PartialState.line(List.of(new Span(0, 100), new Span(200, 300))));

        assertThat(PartialState.read(lines))
                .contains(new PartialState(IDENTITY, List.of(new Span(0, 100), new Span(200, 300))));
    }

    /** Whatever happened to the end of it, it claims what an earlier line claimed, or nothing. */
    @Property
    void aStateThatWasTornOrDamagedClaimsNothingNew(
            @ForAll @IntRange(max = 400) int cut, @ForAll @IntRange(max = 400) int at, @ForAll byte flip) {
        var identity = PartialState.line(IDENTITY);
        var first = PartialState.line(List.of(new Span(0, 100)));
        var second = PartialState.line(List.of(new Span(0, 250)));
        var all = joined(identity, first, second);
        var damaged = Arrays.copyOf(all, Math.min(cut, all.length));
        if (at < damaged.length) {
            damaged[at] ^= flip;
        }

        PartialState.read(damaged).ifPresent(state -> {
            assertThat(state.identity()).isEqualTo(IDENTITY);
            assertThat(state.done()).isIn(List.of(), List.of(new Span(0, 100)), List.of(new Span(0, 250)));
        });
    }

    private static byte[] joined(byte[]... lines) {
        var text = new StringBuilder();
        for (var line : lines) {
            text.append(new String(line, StandardCharsets.ISO_8859_1));
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Property
    void spansAreTheSetOfTheirBytes(@ForAll List<@IntRange(max = 60) Integer> starts) {
        var bytes = new boolean[80];
        var spans = new Spans();
        for (int start : starts) {
            int length = 1 + (start * 7) % 13;
            spans.add(new Span(start, start + length));
            Arrays.fill(bytes, start, start + length, true);
        }
        var found = new boolean[80];
        long length = 0;
        long before = -1;
        for (var span : spans.list()) {
            Arrays.fill(found, (int) span.from(), (int) span.to(), true);
            length += span.length();
            assertThat(span.from()).as("none touches another").isGreaterThan(before);
            before = span.to();
        }
        assertThat(found).isEqualTo(bytes);
        assertThat(spans.length()).isEqualTo(length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a b\"", "W/\"1\"", "1", "\"a\"b\"", "'1'"})
    void whatIsNoStrongTagIsNone(String tag) {
        var headers = HttpHeaders.of(Map.of("ETag", List.of(tag)), (_, _) -> true);

        assertThat(Validator.of(headers)).isEmpty();
    }

    @Test
    void smallFilesHaveConnectionsThatLargeOnesCannotTake() throws InterruptedException {
        var gate = new Gate(8);
        for (int i = 0; i < gate.roomForLarge(); i++) {
            gate.enter(Gate.Load.LARGE);
        }
        assertThat(gate.roomForLarge()).isEqualTo(6);
        gate.enter(Gate.Load.SMALL);
        assertThat(gate.tryFurther()).as("what nobody waits for").isTrue();
        assertThat(gate.tryFurther()).as("all are taken").isFalse();
        assertThat(gate.pressed()).isFalse();
        gate.leave(Gate.Load.LARGE);
        var seventh = Thread.ofPlatform().daemon().start(() -> {
            try {
                gate.enter(Gate.Load.LARGE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (seventh.isAlive() && seventh.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(seventh.isAlive()).as("waits, although one is free").isTrue();
        assertThat(gate.pressed()).isTrue();
        assertThat(gate.tryFurther()).isFalse();
        gate.enter(Gate.Load.SMALL);
        seventh.interrupt();
        seventh.join();
    }

    @Test
    void theGateNarrowsWhenConnectionsAreSentAwayAndWidensAgain() {
        var gate = new Gate(16);
        gate.refused();
        gate.refused();
        assertThat(gate.roomForLarge()).isEqualTo(3);
        for (int i = 0; i < 32 * 12; i++) {
            gate.answered();
        }
        assertThat(gate.roomForLarge()).isEqualTo(12);
    }
}
