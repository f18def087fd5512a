package org.almoner.server.syndication;

import java.time.Instant;

import org.almoner.server.failure.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CronTest {

    private static final Instant NOW = Instant.parse("2026-03-28T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "30 3 * * *, UTC, 2026-03-29T03:30:00Z",
        "0 30 3 * * *, UTC, 2026-03-29T03:30:00Z",
        "15 30 3 * * *, UTC, 2026-03-29T03:30:15Z",
        "@daily, UTC, 2026-03-29T00:00:00Z",
        "0 0 * * MON, UTC, 2026-03-30T00:00:00Z",
        // The night in which the clocks of Berlin go forward: 03:30 there is 01:30 UTC.
        "30 3 * * *, Europe/Berlin, 2026-03-29T01:30:00Z"
    })
    void theNextRun(String text, String zone, String next) {
        assertThat(Cron.checked(text, zone, NOW).next(NOW)).hasValue(Instant.parse(next));
    }

    @Test
    void theZoneIsUtcUnlessItIsSaid() {
        assertThat(Cron.checked("@hourly", null, NOW).zone().getId()).isEqualTo("UTC");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "daily",
                "* * *",
                "61 * * * *",
                "* * * * * *",
                "*/5 * * * * *",
                "0-3 * * * * *",
                "0 0 0 31 2 *",
                "0 0 0 30 2 *"
            })
    void whatComesNeverOrTooOftenIsRefused(String text) {
        assertThatThrownBy(() -> Cron.checked(text, null, NOW)).isInstanceOf(Invalid.class);
    }

    @Test
    void aZoneThatIsNoneIsRefused() {
        assertThatThrownBy(() -> Cron.checked("@daily", "Mars/Olympus", NOW)).isInstanceOf(Invalid.class);
    }
}
