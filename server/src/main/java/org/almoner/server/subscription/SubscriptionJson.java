package org.almoner.server.subscription;

import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import org.almoner.server.delivery.Health;
import org.almoner.server.delivery.RetryPolicy;
import org.almoner.server.delivery.Throttle;
import org.almoner.server.web.Timestamps;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** A subscription, as clients are shown it. */
@Schema(name = "Subscription", description = "Somebody's wish to be told of a topic.")
record SubscriptionJson(
        UUID id,

        @Schema(
                description = "What messages carry as x-amz-sns-subscription-arn.",
                example = "arn:aws:sns:us-east-1:000000000000:icd-10-cm-12:228cc6c9-dcd8-4c92-9f3a-77f55176b9e3")
        String subscriptionArn,

        @Schema(example = "icd-10-cm-12") String topicName,

        @Schema(example = "arn:aws:sns:us-east-1:000000000000:icd-10-cm-12")
        String topicArn,

        @Schema(description = "The mnemonic of the organization whose it is.", example = "cernerdemo")
        String organization,

        @Schema(description = "The client that it counts for.", example = "3jpkvy4lzr09r5hpa5bguhgm")
        String clientId,

        @Schema(
                description = "Where messages are sent, without the password.",
                example = "https://hooks.hospital.example/almoner")
        String endpoint,

        @Schema(
                description = "pending until the endpoint has confirmed it: nothing is sent but the question.",
                allowableValues = {"pending", "confirmed"})
        String state,

        boolean rawDelivery,

        @Schema(type = "object", description = "Null if everything is sent.") @Nullable
        JsonNode filterPolicy,

        @Schema(type = "object", description = "long, or what SNS has as healthyRetryPolicy.")
        JsonNode retryPolicy,

        @Schema(description = "Null for as many as there are.") @Nullable
        Integer maxReceivesPerSecond,

        @Schema(example = "2022-12-15T20:36:54.371613+00:00")
        String createdAt,

        HealthJson health) {

    private static final JsonMapper JSON = new JsonMapper();

    /** How it goes. */
    @Schema(name = "SubscriptionHealth", description = "How it goes with deliveries.")
    record HealthJson(
            @Schema(
                    description =
                            "fine; failing: nothing is accepted, and it is tried again; paused: nothing is tried until it is resumed.",
                    allowableValues = {"fine", "failing", "paused"})
            String state,

            @Schema(description = "Since when; null if all is fine.", example = "2022-12-15T20:36:54.371613+00:00")
            @Nullable
            String since,

            @Schema(description = "Why; null if all is fine.", example = "The endpoint answered 503.") @Nullable
            String reason) {

        static HealthJson of(Health health) {
            return switch (health) {
                case Health.Fine() -> new HealthJson("fine", null, null);
                case Health.Failing(var since, var reason) -> new HealthJson("failing", Timestamps.text(since), reason);
                case Health.Paused(var since, var why) -> new HealthJson("paused", Timestamps.text(since), why);
            };
        }
    }

    static SubscriptionJson of(
            Subscription subscription, String organization, String topicArn, String subscriptionArn, Health health) {
        var wishes = subscription.wishes();
        return new SubscriptionJson(
                subscription.id(),
                subscriptionArn,
                subscription.topic().value(),
                topicArn,
                organization,
                subscription.clientId(),
                subscription.endpoint().toString(),
                subscription.state().wireName(),
                wishes.raw(),
                wishes.filter().isEmpty() ? null : JSON.readTree(wishes.filter().json()),
                retries(wishes.retries()),
                switch (wishes.throttle()) {
                    case Throttle.Unlimited _ -> null;
                    case Throttle.PerSecond(var most) -> most;
                },
                Timestamps.text(subscription.createdAt()),
                HealthJson.of(health));
    }

    private static JsonNode retries(RetryPolicy policy) {
        var text = policy.print();
        return text.startsWith("{") ? JSON.readTree(text) : StringNode.valueOf(text);
    }
}
