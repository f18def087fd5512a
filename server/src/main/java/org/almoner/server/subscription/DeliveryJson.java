package org.almoner.server.subscription;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import org.almoner.server.delivery.Attempt;
import org.almoner.server.delivery.DeliveryReport;
import org.almoner.server.web.Timestamps;
import org.jspecify.annotations.Nullable;

/** One message for one subscription, as clients are shown it. */
@Schema(name = "Delivery", description = "One message for one subscription.")
record DeliveryJson(
        @Schema(description = "What the message carries as MessageId.")
        UUID messageId,

        @Schema(description = "SNS's Type; null if the message is kept no more.", example = "Notification") @Nullable
        String messageType,

        @Schema(description = "Null if it has none, or is kept no more.") @Nullable
        String subject,

        @Schema(
                description =
                        "waiting; held while the subscription is paused; delivered; dead: refused for good, or tried as often as the policy has it.",
                allowableValues = {"waiting", "held", "delivered", "dead"})
        String state,

        @Schema(example = "2022-12-15T20:36:54.371613+00:00")
        String queuedAt,

        @Schema(description = "When it is tried next; null if it is not.") @Nullable
        String nextTry,

        @Schema(description = "When it was delivered or given up; null before.") @Nullable
        String endedAt,

        @Schema(description = "The oldest first.") List<AttemptJson> attempts) {

    /** One try. */
    @Schema(name = "DeliveryAttempt", description = "One try of a delivery.")
    record AttemptJson(
            @Schema(example = "2022-12-15T20:36:54.371613+00:00")
            String at,

            long milliseconds,

            @Schema(description = "What the endpoint answered; null if it did not.", example = "503") @Nullable
            Integer status,

            @Schema(description = "Why there was no answer; null if there was one.") @Nullable
            String reason,

            @Schema(description = "The beginning of the answer's body; null if there was no answer.") @Nullable
            String answer) {

        static AttemptJson of(Attempt attempt) {
            var at = Timestamps.text(attempt.at());
            var took = attempt.took().toMillis();
            return switch (attempt.result()) {
                case Attempt.Answered(var status, var bytes) -> new AttemptJson(at, took, status, null, bytes);
                case Attempt.NoAnswer(var reason) -> new AttemptJson(at, took, null, reason, null);
            };
        }
    }

    static DeliveryJson of(DeliveryReport report, @Nullable String type, @Nullable String subject) {
        return new DeliveryJson(
                report.message(),
                type,
                subject,
                report.state().name().toLowerCase(Locale.ROOT),
                Timestamps.text(report.queuedAt()),
                report.nextTry().map(Timestamps::text).orElse(null),
                report.endedAt().map(Timestamps::text).orElse(null),
                report.attempts().stream().map(AttemptJson::of).toList());
    }
}
