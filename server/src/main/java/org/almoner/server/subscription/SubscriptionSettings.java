package org.almoner.server.subscription;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import org.almoner.server.settings.Secret;
import org.almoner.server.sns.SignatureVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How subscribers are told of events.
 *
 * @param sender {@code own}, or {@code amazon}: then events are published to topics of Amazon SNS, and who is subscribed is managed there
 * @param perClient how many subscriptions a client may have
 * @param signatureVersion how messages are signed of topics of which nobody has said it: {@code 2} (SHA-256), or {@code 1} (SHA-1) for
 *     receivers from before 2022
 * @param polling how soon subscribers are told of what another node has committed; 100ms to 1m
 * @param retention how long a message is kept; it cannot be sent again after that, so this is no shorter than what
 *     {@code almoner.notifications} says of deliveries; 7d or more
 * @param amazon topics of Amazon SNS
 */
@ConfigurationProperties(prefix = "almoner.subscriptions", ignoreUnknownFields = false)
record SubscriptionSettings(
        @DefaultValue("own") Kind sender,
        @DefaultValue("200") int perClient,
        @DefaultValue("2") String signatureVersion,
        @DefaultValue("1s") Duration polling,
        @DefaultValue("100d") Duration retention,
        @DefaultValue Amazon amazon) {

    private static final Duration SHORTEST_POLLING = Duration.ofMillis(100);
    private static final Duration LONGEST_POLLING = Duration.ofMinutes(1);
    private static final Duration SHORTEST_RETENTION = Duration.ofDays(7);

    SubscriptionSettings {
        if (perClient < 1) {
            throw new IllegalArgumentException("almoner.subscriptions.per-client must be 1 or more, not " + perClient);
        }
        if (SignatureVersion.of(signatureVersion).isEmpty()) {
            throw new IllegalArgumentException(
                    "almoner.subscriptions.signature-version must be 1 or 2, not " + signatureVersion);
        }
        if (polling.compareTo(SHORTEST_POLLING) < 0 || polling.compareTo(LONGEST_POLLING) > 0) {
            throw new IllegalArgumentException("almoner.subscriptions.polling must be 100ms to 1m, not " + polling);
        }
        if (retention.compareTo(SHORTEST_RETENTION) < 0) {
            throw new IllegalArgumentException("almoner.subscriptions.retention must be 7d or more, not " + retention);
        }
    }

    /** Who sends. */
    enum Kind {
        OWN,
        AMAZON
    }

    /**
     * Topics of Amazon SNS, or of a server that speaks its language.
     *
     * @param region where they are
     * @param endpoint the address of a server other than Amazon's
     * @param accessKeyId whom it knows the server as; without it, credentials are found as Amazon's tools find them
     *     (environment, profile, role of the machine)
     * @param secretAccessKey belongs to the access key id
     * @param topics ARNs of topics by our names for them, such as {@code [icd-10-cm-12_us-34]=arn:aws:sns:us-east-1:123456789012:icd}
     * @param create whether topics without an ARN are made there when there is something to publish on them; otherwise nothing is published on them
     * @param prefix what the names of topics that are made there start with
     */
    record Amazon(
            @DefaultValue("us-east-1") String region,
            @Nullable URI endpoint,
            @DefaultValue("") String accessKeyId,
            @DefaultValue("") Secret secretAccessKey,
            @DefaultValue Map<String, String> topics,
            @DefaultValue("false") boolean create,
            @DefaultValue("almoner-") String prefix) {

        Amazon {
            topics = Map.copyOf(topics);
            if (accessKeyId.isBlank() != secretAccessKey.isBlank()) {
                throw new IllegalArgumentException("almoner.subscriptions.amazon.access-key-id and"
                        + " almoner.subscriptions.amazon.secret-access-key belong together: set both or none.");
            }
        }
    }
}
