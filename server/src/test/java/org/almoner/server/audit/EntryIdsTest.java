package org.almoner.server.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EntryIdsTest {

    /** Microseconds since 1970, until the year 10000. */
    private static final long LATEST = 253_402_300_800_000_000L;

    @Property
    void theOrderOfIdsIsTheOrderOfTime(
            @ForAll @LongRange(max = LATEST) long micros,
            @ForAll @LongRange(min = 1, max = 2_000_000) long later,
            @ForAll long seed) {
        var ids = new EntryIds(new Random(seed)::nextLong);
        var first = ChronoUnit.MICROS.addTo(Instant.EPOCH, micros);
        var second = ChronoUnit.MICROS.addTo(first, later);

        assertThat(ids.at(first).toString())
                .isLessThan(ids.at(second).toString())
                .isLessThan(EntryIds.firstOf(second).toString())
                .isGreaterThanOrEqualTo(EntryIds.firstOf(first).toString());
    }

    @Test
    void anIdIsAVersion7UuidOfItsMillisecond() {
        // The example of RFC 9562, appendix A.6: 2022-02-22T19:22:22Z is 017F22E2-79B0-7....
        var id = new EntryIds(() -> -1L).at(Instant.parse("2022-02-22T19:22:22Z"));

        assertThat(id).hasToString("017f22e2-79b0-7003-bfff-ffffffffffff");
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
    }
}
