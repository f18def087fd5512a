package org.almoner.server.syndication;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How extracts are made and kept.
 *
 * @param jobsAtOnce how many jobs one server node works at at the same time; those of one population always wait for each other. 1 to 8
 * @param progressInterval how often the progress of a job is written down, and how soon it hears that it is to stop; 100ms to 1m
 * @param retention how long extracts are kept
 */
@ConfigurationProperties(prefix = "almoner.syndication", ignoreUnknownFields = false)
record SyndicationSettings(
        @DefaultValue("1") int jobsAtOnce,
        @DefaultValue("1s") Duration progressInterval,
        @DefaultValue Retention retention) {

    /** Less than the scheduler has threads, so that long jobs never keep the short ones of other features waiting. */
    private static final int MOST_JOBS = 8;

    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);
    private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(1);

    SyndicationSettings {
        if (jobsAtOnce < 1 || jobsAtOnce > MOST_JOBS) {
            throw new IllegalArgumentException(
                    "almoner.syndication.jobs-at-once must be 1 to " + MOST_JOBS + ", not " + jobsAtOnce);
        }
        if (progressInterval.compareTo(SHORTEST_INTERVAL) < 0 || progressInterval.compareTo(LONGEST_INTERVAL) > 0) {
            throw new IllegalArgumentException(
                    "almoner.syndication.progress-interval must be 100ms to 1m, not " + progressInterval);
        }
    }

    /**
     * How long extracts are kept. Whatever these say, the newest extract of a population stays, and so does the newest INCREMENTAL,
     * each with all that it is to be applied to.
     *
     * @param complete how many COMPLETE extracts are kept of each population and data set; 0 for all
     * @param incremental how many INCREMENTAL extracts are kept of each population and data set; 0 for all
     * @param age how long an extract is kept; for ever if not set
     * @param bytes how long the bytes of an extract are kept after it has expired or was withdrawn
     */
    record Retention(
            @DefaultValue("0") int complete,
            @DefaultValue("0") int incremental,
            @Nullable Duration age,
            @DefaultValue("7d") Duration bytes) {

        Retention {
            if (complete < 0 || incremental < 0) {
                throw new IllegalArgumentException(
                        "almoner.syndication.retention.complete and .incremental must be 0 (all)" + " or more, not "
                                + complete + " and " + incremental);
            }
            if (age != null && !age.isPositive()) {
                throw new IllegalArgumentException("almoner.syndication.retention.age must be positive, not " + age);
            }
            if (bytes.isNegative()) {
                throw new IllegalArgumentException(
                        "almoner.syndication.retention.bytes must not be negative, as is " + bytes);
            }
        }
    }
}
