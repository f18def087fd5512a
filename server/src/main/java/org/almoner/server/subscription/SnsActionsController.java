package org.almoner.server.subscription;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import org.almoner.server.access.OpenToAll;
import org.almoner.server.failure.Invalid;
import org.almoner.server.sns.Arns;
import org.almoner.server.sns.SnsAddresses;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where the SubscribeURL and the UnsubscribeURL of messages lead, in the form that they have at SNS. */
@RestController
@Tag(name = "Notifications")
class SnsActionsController {

    private final Subscriptions subscriptions;
    private final Arns arns;

    SnsActionsController(Subscriptions subscriptions, Arns arns) {
        this.subscriptions = subscriptions;
        this.arns = arns;
    }

    @GetMapping(SnsAddresses.ACTIONS)
    @OpenToAll("Receivers of messages have no token; the addresses themselves cannot be guessed")
    @Operation(
            operationId = "snsAction",
            summary = "Confirm or end a subscription as its receiver",
            description =
                    "The SubscribeURL and the UnsubscribeURL of messages lead here. Whoever has one needs nothing else. Answers"
                            + " and errors are those of Amazon SNS.")
    @ApiResponse(
            responseCode = "200",
            description = "It is confirmed, or has ended.",
            content = @Content(mediaType = SnsXml.CONTENT_TYPE, schema = @Schema(type = "string")))
    ResponseEntity<String> act(
            HttpServletResponse response,
            @RequestParam(name = "Action", required = false)
                    @Parameter(
                            description = "What to do.",
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"ConfirmSubscription", "Unsubscribe"}))
                    @Nullable
                    String action,
            @RequestParam(name = "TopicArn", required = false)
                    @Parameter(
                            description = "To confirm: the topic.",
                            example = "arn:aws:sns:us-east-1:000000000000:icd-10-cm-12")
                    @Nullable
                    String topicArn,
            @RequestParam(name = "Token", required = false)
                    @Parameter(description = "To confirm: what the message held. Good for two days.")
                    @Nullable
                    String token,
            @RequestParam(name = "SubscriptionArn", required = false)
                    @Parameter(description = "To end: the subscription.")
                    @Nullable
                    String subscriptionArn) {
        var requestId = String.valueOf(response.getHeader("X-Request-Id"));
        if ("ConfirmSubscription".equals(action)) {
            return answer(SnsXml.confirmed(confirm(topicArn, token), requestId));
        }
        if ("Unsubscribe".equals(action)) {
            unsubscribe(subscriptionArn);
            return answer(SnsXml.unsubscribed(requestId));
        }
        throw new Invalid(
                "Invalid parameter: Action must be ConfirmSubscription or Unsubscribe. Visit the address of the"
                        + " message as it is.");
    }

    /**
     * Does nothing, whatever the address: those who scan mails and chats for harmful links look at each of them first. It is answered like one that leads
     * somewhere, since scanners that are refused go on with GET.
     */
    @RequestMapping(path = SnsAddresses.ACTIONS, method = RequestMethod.HEAD)
    @OpenToAll("Receivers of messages have no token, and nothing is told or done")
    @Operation(
            operationId = "lookAtSnsAction",
            summary = "Look at a SubscribeURL or an UnsubscribeURL without doing anything",
            description = "Confirms nothing, ends nothing, and says nothing of the address.")
    @ApiResponse(responseCode = "200", description = "Nothing was done.", content = @Content)
    ResponseEntity<Void> look() {
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_XML)
                .cacheControl(CacheControl.noStore())
                .build();
    }

    private String confirm(@Nullable String topicArn, @Nullable String token) {
        var topic = arns.topic(String.valueOf(topicArn)).orElseThrow(() -> new Invalid("Invalid parameter: TopicArn"));
        if (token == null) {
            throw new Invalid("Invalid parameter: Token");
        }
        return arns.subscription(topic, subscriptions.confirm(topic, token).id());
    }

    private void unsubscribe(@Nullable String subscriptionArn) {
        var arn = arns.subscription(String.valueOf(subscriptionArn))
                .orElseThrow(() -> new Invalid("Invalid parameter: SubscriptionArn"));
        subscriptions.unsubscribe(arn.id(), arn.topic());
    }

    private static ResponseEntity<String> answer(String xml) {
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_XML)
                .cacheControl(CacheControl.noStore())
                .body(xml);
    }
}
