package org.almoner.server.jobs;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the nodes that share a database share its jobs.
 *
 * @param heartbeat how often a node says that it is still at a job. After six beats of silence the job is taken up again, by
 *     whatever node comes first; 100ms to 5m
 */
@ConfigurationProperties(prefix = "almoner.jobs", ignoreUnknownFields = false)
record JobSettings(@DefaultValue("5s") Duration heartbeat) {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    JobSettings {
        if (heartbeat.compareTo(SHORTEST) < 0 || heartbeat.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("almoner.jobs.heartbeat must be 100ms to 5m, not " + heartbeat);
        }
    }
}
