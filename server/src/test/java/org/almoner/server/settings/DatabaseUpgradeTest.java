package org.almoner.server.settings;

import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** That today's are taken is seen wherever a server of {@link org.almoner.server.TestDatabase} starts. */
class DatabaseUpgradeTest {

    @Test
    void anOldPostgresqlIsTurnedDownInWords() {
        var failure = catchThrowableOfType(
                OldDatabase.class, () -> DatabaseUpgrade.check("PostgreSQL", 14, "14.13 (Debian 14.13-1)"));

        var explained = Objects.requireNonNull(new OldDatabaseAnalyzer().analyze(failure));
        assertThat(explained.getDescription())
                .isEqualTo("The database is PostgreSQL 14.13 (Debian 14.13-1), and 15 or later is needed.");
        assertThat(explained.getAction()).contains("almoner.database.url");
    }

    @ParameterizedTest
    @CsvSource({"PostgreSQL, 15, 15.0", "PostgreSQL, 18, 18.1", "H2, 2, 2.4.240"})
    void theOthersAreTaken(String product, int major, String version) {
        assertThatCode(() -> DatabaseUpgrade.check(product, major, version)).doesNotThrowAnyException();
    }
}
