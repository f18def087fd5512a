package org.almoner.server.codeset;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How releases of code sets are checked when they are published.
 *
 * @param profiles a folder with profiles of your own, each in a folder of its own; those that come with Almoner are there anyway
 * @param checks `refuse`: a version that does not pass is not published, unless its publisher says that it is to be; `report`: it is
 *     published, and the report is there to be read; `off`: nothing is checked or compared
 * @param memory how much memory one check uses for keys before it goes on on disk; 1MB or more
 * @param atOnce how many checks this node works at at a time; 1 to 64
 * @param commitWait how long a commit waits for its check before it asks its sender to repeat it; up to 10m
 */
@ConfigurationProperties(prefix = "almoner.code-sets", ignoreUnknownFields = false)
record CodeSetSettings(
        @Nullable Path profiles,
        @DefaultValue("refuse") Checks checks,
        @DefaultValue("64MB") DataSize memory,
        @DefaultValue("1") int atOnce,
        @DefaultValue("45s") Duration commitWait) {

    enum Checks {
        REFUSE,
        REPORT,
        OFF
    }

    private static final DataSize LEAST_MEMORY = DataSize.ofMegabytes(1);
    private static final int MOST_AT_ONCE = 64;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    CodeSetSettings {
        if (memory.compareTo(LEAST_MEMORY) < 0) {
            throw new IllegalArgumentException("almoner.code-sets.memory must be 1MB or more, not " + memory);
        }
        if (atOnce < 1 || atOnce > MOST_AT_ONCE) {
            throw new IllegalArgumentException(
                    "almoner.code-sets.at-once must be 1 to " + MOST_AT_ONCE + ", not " + atOnce);
        }
        if (commitWait.isNegative() || commitWait.compareTo(LONGEST_WAIT) > 0) {
            throw new IllegalArgumentException("almoner.code-sets.commit-wait must be up to 10m, not " + commitWait);
        }
    }
}
