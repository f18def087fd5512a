package org.almoner.server.audit;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the audit is written and how long it is kept. Changes are written in their own transactions and know none of this.
 *
 * @param groupSize how many tokens, links and downloads are written at once at most; 1 to 10000
 * @param groupWait how long one of them waits for others at most, and so how much of them a power cut can take
 * @param queueSize how many may wait to be written, in memory; more wait with whoever they happened to
 * @param patience how long a request waits for a place in the queue before it writes to DATA/audit-spill.ndjson itself
 * @param retention how long the audit is kept, such as 2190d for six years; for ever if not set
 */
@ConfigurationProperties(prefix = "almoner.audit", ignoreUnknownFields = false)
record AuditSettings(
        @DefaultValue("1000") int groupSize,
        @DefaultValue("200ms") Duration groupWait,
        @DefaultValue("65536") int queueSize,
        @DefaultValue("20ms") Duration patience,
        @Nullable Duration retention) {

    private static final int LARGEST_GROUP = 10_000;

    AuditSettings {
        if (groupSize < 1 || groupSize > LARGEST_GROUP) {
            throw new IllegalArgumentException("almoner.audit.group-size must be 1 to 10000, not " + groupSize);
        }
        if (!groupWait.isPositive()) {
            throw new IllegalArgumentException("almoner.audit.group-wait must be positive, not " + groupWait);
        }
        if (queueSize < groupSize) {
            throw new IllegalArgumentException(
                    "almoner.audit.queue-size must hold a group, so it cannot be " + queueSize);
        }
        if (patience.isNegative()) {
            throw new IllegalArgumentException("almoner.audit.patience must not be negative, as is " + patience);
        }
        if (retention != null && !retention.isPositive()) {
            throw new IllegalArgumentException("almoner.audit.retention must be positive, not " + retention);
        }
    }
}
