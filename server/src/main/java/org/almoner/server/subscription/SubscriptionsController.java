package org.almoner.server.subscription;

import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.almoner.server.access.Caller;
import org.almoner.server.access.Callers;
import org.almoner.server.access.Mnemonic;
import org.almoner.server.access.OrganizationId;
import org.almoner.server.access.Organizations;
import org.almoner.server.access.RequiresScope;
import org.almoner.server.access.Scope;
import org.almoner.server.delivery.Deliveries;
import org.almoner.server.delivery.DeliveryState;
import org.almoner.server.delivery.Health;
import org.almoner.server.failure.Conflict;
import org.almoner.server.failure.Invalid;
import org.almoner.server.failure.NotAllowed;
import org.almoner.server.failure.NotFound;
import org.almoner.server.sns.Arns;
import org.almoner.server.sns.SnsMessage;
import org.almoner.server.web.Page;
import org.almoner.server.web.PageLinks;
import org.almoner.server.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets clients subscribe to topics and see to their subscriptions, and operators for them. */
@RestController
@RequiresScope(Scope.NOTIFICATIONS)
@Tag(name = "Subscriptions")
class SubscriptionsController {

    private static final String ALL = "/notifications/v1/subscriptions";
    private static final String ONE = ALL + "/{subscription_id}";

    private final Subscriptions subscriptions;
    private final Topics topics;
    private final PublicationRows publications;
    private final Deliveries deliveries;
    private final Organizations organizations;
    private final Callers callers;
    private final Arns arns;
    private final Sender sender;

    SubscriptionsController(
            Subscriptions subscriptions,
            Topics topics,
            PublicationRows publications,
            Deliveries deliveries,
            Organizations organizations,
            Callers callers,
            Arns arns,
            Sender sender) {
        this.subscriptions = subscriptions;
        this.topics = topics;
        this.publications = publications;
        this.deliveries = deliveries;
        this.organizations = organizations;
        this.callers = callers;
        this.arns = arns;
        this.sender = sender;
    }

    /** @param messageId what it carries as MessageId */
    @Schema(name = "TestMessage", description = "A message that is on its way.")
    record Sent(UUID messageId) {}

    /** What is to be told again. */
    @Schema(name = "ReplayRequest", description = "What is to be told again.")
    record ReplayRequest(
            @Schema(
                    description =
                            "Everything that was delivered or given up since then; without it, what was given up, whenever that was.",
                    format = "date-time",
                    example = "2026-11-20T00:00:00Z")
            @Nullable
            String since) {}

    /** @param deliveries how many messages are sent again */
    @Schema(name = "Replay", description = "What is told again.")
    record Replayed(int deliveries) {}

    @PostMapping(ALL)
    @Operation(
            operationId = "subscribe",
            summary = "Subscribe to a topic",
            description =
                    "The endpoint is sent a SubscriptionConfirmation and has to visit the SubscribeURL in it; nothing else is sent"
                            + " before. Asking for a subscription that waits for that has the endpoint asked again. 409 if there is"
                            + " such a subscription, or the client has as many as it may.")
    @ApiResponse(responseCode = "201", description = "The subscription, pending.", useReturnTypeSchema = true)
    ResponseEntity<SubscriptionJson> subscribe(Caller caller, @RequestBody SubscriptionRequest request) {
        requireOwnSender();
        var endpoint = request.target();
        var wishes = request.wishes();
        var owner = owner(caller, request);
        var subscription = subscriptions.subscribe(caller, owner, topic(owner, request), endpoint, wishes);
        return ResponseEntity.created(URI.create(ALL + "/" + subscription.id())).body(json(subscription));
    }

    private void requireOwnSender() {
        if (sender instanceof Sender.ByAmazon) {
            throw new Conflict(
                    "This server has Amazon SNS send its notifications: subscribe there, to the topic_arn that"
                            + " /notifications/v1/topics says.");
        }
    }

    private Subscriptions.Owner owner(Caller caller, SubscriptionRequest request) {
        if (request.organization() == null && request.clientId() == null) {
            return new Subscriptions.Owner(caller.organization().id(), caller.clientId());
        }
        requireOperator(caller);
        if (request.organization() == null || request.clientId() == null) {
            throw new Invalid("organization and client_id belong together: send both, or none.");
        }
        var organization = organization(request.organization());
        if (!callers.mayCome(organization, request.clientId())) {
            throw new NotFound("The organization has no such client, or it is disabled.");
        }
        return new Subscriptions.Owner(organization, request.clientId());
    }

    private static void requireOperator(Caller caller) {
        if (!caller.scopes().contains(Scope.ADMIN)) {
            throw new NotAllowed(
                    "Only operators see to the subscriptions of others. Leave organization and client_id out.");
        }
    }

    private OrganizationId organization(String mnemonic) {
        try {
            return organizations
                    .find(new Mnemonic(mnemonic))
                    .orElseThrow(() -> new NotFound("There is no such organization."))
                    .id();
        } catch (IllegalArgumentException e) {
            throw new Invalid(String.valueOf(e.getMessage()));
        }
    }

    private Topic topic(Subscriptions.Owner owner, SubscriptionRequest request) {
        var product = request.product();
        var subProduct = request.subProduct();
        var population = request.population();
        if (product != null && population == null) {
            return subProduct == null
                    ? topics.product(owner.organization(), product)
                    : topics.subProduct(owner.organization(), product, subProduct);
        }
        if (population != null && product == null && subProduct == null) {
            return topics.population(owner.organization(), population);
        }
        throw new Invalid("Send product, product and sub_product, or population: what to be told of.");
    }

    @GetMapping(ALL)
    @Operation(
            operationId = "listSubscriptions",
            summary = "List subscriptions",
            description = "Those of the caller's organization, whichever client's they are; oldest first.")
    @ApiResponse(responseCode = "200", description = "A page of subscriptions.", useReturnTypeSchema = true)
    Page<SubscriptionJson> list(
            Caller caller,
            Paging paging,
            @RequestParam(required = false)
                    @Parameter(
                            description =
                                    "For operators: those of the organization of this mnemonic, or with * those of all.")
                    @Nullable
                    String organization,
            HttpServletRequest request,
            HttpServletResponse response) {
        var page = subscriptions.page(whose(caller, organization), paging);
        PageLinks.add(request, response, paging, page.total());
        var health =
                deliveries.health(page.items().stream().map(Subscription::id).toList());
        return page.map(subscription -> json(subscription, health));
    }

    private @Nullable OrganizationId whose(Caller caller, @Nullable String organization) {
        if (organization == null) {
            return caller.organization().id();
        }
        requireOperator(caller);
        return organization.equals("*") ? null : organization(organization);
    }

    @GetMapping(ONE)
    @Operation(operationId = "getSubscription", summary = "Show a subscription")
    @ApiResponse(responseCode = "200", description = "The subscription.", useReturnTypeSchema = true)
    SubscriptionJson find(Caller caller, @PathVariable("subscription_id") UUID id) {
        return json(subscriptions.find(caller, id));
    }

    @PatchMapping(ONE)
    @Operation(
            operationId = "changeSubscription",
            summary = "Change how a subscription is told",
            description = "Endpoint and topic stay: for others, begin another subscription.")
    @ApiResponse(responseCode = "200", description = "The subscription as it is now.", useReturnTypeSchema = true)
    SubscriptionJson change(
            Caller caller, @PathVariable("subscription_id") UUID id, @RequestBody SubscriptionRequest request) {
        subscriptions.find(caller, id);
        request.requireOnlyWishes();
        return json(subscriptions.change(caller, id, request::over));
    }

    @DeleteMapping(ONE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "unsubscribe",
            summary = "End a subscription",
            description =
                    "What has not been delivered is not any more. The endpoint is sent an UnsubscribeConfirmation, with an address"
                            + " that begins the subscription again for two days.")
    @ApiResponse(responseCode = "204", description = "It has ended.")
    void unsubscribe(Caller caller, @PathVariable("subscription_id") UUID id) {
        subscriptions.unsubscribe(caller, id);
    }

    @PostMapping(ONE + "/confirmation")
    @Operation(
            operationId = "askForConfirmation",
            summary = "Have an endpoint asked again to confirm",
            description = "With a new token: the one before it is good for nothing. 409 if it is confirmed.")
    @ApiResponse(responseCode = "200", description = "The subscription.", useReturnTypeSchema = true)
    SubscriptionJson askAgain(Caller caller, @PathVariable("subscription_id") UUID id) {
        return json(subscriptions.askAgain(caller, id));
    }

    @PostMapping(ONE + "/test")
    @Operation(
            operationId = "testSubscription",
            summary = "Send a test",
            description =
                    "A notification with event_type test, whatever the filter. What came of it is among the deliveries. 409 until the"
                            + " endpoint has confirmed.")
    @ApiResponse(responseCode = "200", description = "It is on its way.", useReturnTypeSchema = true)
    Sent test(Caller caller, @PathVariable("subscription_id") UUID id) {
        return new Sent(subscriptions.test(caller, id));
    }

    @GetMapping(ONE + "/deliveries")
    @Operation(
            operationId = "listDeliveries",
            summary = "List what was and is to be delivered",
            description = "With every attempt; newest first. state=dead lists the dead letters.")
    @ApiResponse(responseCode = "200", description = "A page of deliveries.", useReturnTypeSchema = true)
    Page<DeliveryJson> deliveries(
            Caller caller,
            @PathVariable("subscription_id") UUID id,
            Paging paging,
            @RequestParam(required = false)
                    @Parameter(
                            description = "Only those in these states, separated by commas.",
                            example = "waiting,dead")
                    @Nullable
                    String state,
            HttpServletRequest request,
            HttpServletResponse response) {
        subscriptions.find(caller, id);
        var page = deliveries.reports(id, states(state), paging);
        PageLinks.add(request, response, paging, page.total());
        var messages = publications
                .all(page.items().stream().map(report -> report.message()).toList())
                .stream()
                .map(Publication::message)
                .collect(Collectors.toMap(SnsMessage::messageId, Function.identity()));
        return page.map(report -> {
            var message = messages.get(report.message());
            return DeliveryJson.of(
                    report,
                    message == null ? null : message.type(),
                    message instanceof SnsMessage.Notification notification ? notification.subject() : null);
        });
    }

    private static Set<DeliveryState> states(@Nullable String names) {
        if (names == null) {
            return EnumSet.allOf(DeliveryState.class);
        }
        return Arrays.stream(names.split(",", -1))
                .map(name -> Arrays.stream(DeliveryState.values())
                        .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(name.strip()))
                        .findFirst()
                        .orElseThrow(() -> new Invalid(
                                "state must be some of these, separated by commas: waiting, held, delivered, dead.")))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DeliveryState.class)));
    }

    @PostMapping(ONE + "/replay")
    @Operation(
            operationId = "replayDeliveries",
            summary = "Send messages again",
            description =
                    "The same messages, with the same MessageId, to catch up on what was missed or lost. What the organization may"
                            + " not see any more is left out, and so are questions that were answered.")
    @ApiResponse(responseCode = "200", description = "They are on their way.", useReturnTypeSchema = true)
    Replayed replay(Caller caller, @PathVariable("subscription_id") UUID id, @RequestBody ReplayRequest request) {
        subscriptions.find(caller, id);
        return new Replayed(subscriptions.replay(caller, id, request.since() == null ? null : moment(request.since())));
    }

    private static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException _) {
            throw new Invalid("since must be a moment such as 2026-11-20T00:00:00Z.");
        }
    }

    @PostMapping(ONE + "/pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "pauseSubscription",
            summary = "Pause a subscription",
            description = "Messages wait until it is resumed; none is lost.")
    @ApiResponse(responseCode = "204", description = "It is paused.")
    void pause(Caller caller, @PathVariable("subscription_id") UUID id) {
        subscriptions.pause(caller, id);
    }

    @PostMapping(ONE + "/resume")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "resumeSubscription",
            summary = "Resume a subscription",
            description = "What has waited is sent now, whether it was paused by hand or after days of failure.")
    @ApiResponse(responseCode = "204", description = "It is resumed.")
    void resume(Caller caller, @PathVariable("subscription_id") UUID id) {
        subscriptions.resume(caller, id);
    }

    private SubscriptionJson json(Subscription subscription) {
        return json(subscription, deliveries.health(List.of(subscription.id())));
    }

    private SubscriptionJson json(Subscription subscription, Map<UUID, Health> health) {
        return SubscriptionJson.of(
                subscription,
                organizations
                        .find(subscription.organization())
                        .orElseThrow()
                        .mnemonic()
                        .value(),
                arns.topic(subscription.topic()),
                arns.subscription(subscription.topic(), subscription.id()),
                Objects.requireNonNull(health.get(subscription.id()), "Each has its health"));
    }
}
