package org.almoner.server.subscription;

import java.util.List;
import java.util.Optional;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.almoner.server.access.Caller;
import org.almoner.server.access.RequiresScope;
import org.almoner.server.access.Scope;
import org.almoner.server.failure.Invalid;
import org.almoner.server.failure.NotFound;
import org.almoner.server.sns.Arns;
import org.almoner.server.sns.SignatureVersion;
import org.almoner.server.sns.TopicName;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What there is to subscribe to. */
@RestController
@Tag(name = "Subscriptions")
class TopicsController {

    private final Topics topics;
    private final TopicRows rows;
    private final Subscriptions subscriptions;
    private final Arns arns;
    private final Sender sender;
    private final SubscriptionSettings settings;

    TopicsController(
            Topics topics,
            TopicRows rows,
            Subscriptions subscriptions,
            Arns arns,
            Sender sender,
            SubscriptionSettings settings) {
        this.topics = topics;
        this.rows = rows;
        this.subscriptions = subscriptions;
        this.arns = arns;
        this.sender = sender;
        this.settings = settings;
    }

    /** How a topic is to be. */
    @Schema(name = "TopicRequest", description = "How messages of a topic are signed.")
    record TopicRequest(
            @Schema(
                    description = "2 is SHA-256; 1 is SHA-1, for receivers from before 2022.",
                    allowableValues = {"1", "2"})
            @Nullable
            String signatureVersion) {}

    @GetMapping("/notifications/v1/topics")
    @RequiresScope(Scope.NOTIFICATIONS)
    @Operation(
            operationId = "listTopics",
            summary = "List what there is to subscribe to",
            description =
                    "A topic for each product and each sub-product that the caller's organization sees, and for each of its"
                            + " populations. On the topic of a product is told what is told of all its sub-products.")
    @ApiResponse(responseCode = "200", description = "The topics.", useReturnTypeSchema = true)
    List<TopicJson> list(Caller caller) {
        var versions = rows.versions();
        var usual = SignatureVersion.of(settings.signatureVersion()).orElseThrow();
        return topics.of(caller.organization().id()).stream()
                .map(topic -> TopicJson.of(
                        topic,
                        arn(topic.name()),
                        versions.getOrDefault(topic.name(), usual).wireName()))
                .toList();
    }

    @PatchMapping("/admin/v1/topics/{topic_name}")
    @RequiresScope(Scope.ADMIN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "changeTopic",
            summary = "Change how messages of a topic are signed",
            description = "Those that were published before keep their signature.")
    @ApiResponse(responseCode = "204", description = "From now on they are.")
    void change(Caller caller, @PathVariable("topic_name") String name, @RequestBody TopicRequest request) {
        var topic = TopicName.of(name).orElseThrow(() -> new NotFound("There is no such topic."));
        var version = Optional.ofNullable(request.signatureVersion())
                .flatMap(SignatureVersion::of)
                .orElseThrow(() -> new Invalid("signature_version must be \"1\" or \"2\"."));
        subscriptions.sign(caller, topic, version);
    }

    private String arn(TopicName topic) {
        return switch (sender) {
            case Sender.Own() -> arns.topic(topic);
            case Sender.ByAmazon(var amazon) -> amazon.known(topic).orElseGet(() -> arns.topic(topic));
        };
    }
}
