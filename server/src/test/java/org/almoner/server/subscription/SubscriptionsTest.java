package org.almoner.server.subscription;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.almoner.server.TestDatabase;
import org.almoner.server.delivery.Header;
import org.almoner.server.delivery.Letter;
import org.almoner.server.delivery.Letters;
import org.almoner.server.delivery.RetryPolicy;
import org.almoner.server.delivery.Throttle;
import org.almoner.server.failure.Conflict;
import org.almoner.server.failure.Failure;
import org.almoner.server.failure.Invalid;
import org.almoner.server.failure.NotFound;
import org.almoner.server.sns.SnsMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.almoner.server.subscription.SubscriptionWorld.CLIENT;
import static org.almoner.server.subscription.SubscriptionWorld.HOSPITAL;
import static org.almoner.server.subscription.SubscriptionWorld.ICD;
import static org.almoner.server.subscription.SubscriptionWorld.OPERATOR;
import static org.almoner.server.subscription.SubscriptionWorld.OTHER;
import static org.almoner.server.subscription.SubscriptionWorld.US;
import static org.almoner.server.subscription.SubscriptionWorld.USUAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class SubscriptionsTest {

    private static final String HOOK = "https://user:secret-word@hooks.example/almoner";

    private final SubscriptionWorld world;

    SubscriptionsTest(TestDatabase database) {
        world = new SubscriptionWorld(database.fresh());
    }

    private Subscription subscribed() {
        return world.subscribe(CLIENT, ICD, HOOK, USUAL);
    }

    private void confirm(String token) {
        world.subscriptions.confirm(ICD.name(), token);
    }

    private SubscriptionState state(Subscription subscription) {
        return world.rows.find(subscription.id()).orElseThrow().state();
    }

    @Test
    void theEndpointIsAskedFirstAndTheAddressItIsSentConfirms() {
        var subscription = subscribed();

        var asked = (SnsMessage.SubscriptionConfirmation) world.last(subscription);
        assertThat(asked.subscribeUrl())
                .isEqualTo("https://files.example.org/?Action=ConfirmSubscription&TopicArn="
                        + "arn:aws:sns:us-east-1:123456789012:icd-1&Token=" + asked.token());
        assertThat(asked.token()).matches("[0-9a-f]{64}");
        assertThat(state(subscription)).isEqualTo(SubscriptionState.PENDING);

        confirm(asked.token());
        confirm(asked.token());
        assertThat(state(subscription)).isEqualTo(SubscriptionState.CONFIRMED);
        assertThat(world.events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Requested", "Confirmed");
    }

    @Test
    void aTokenIsGoodForTwoDays() {
        var subscription = subscribed();
        var token = world.token(subscription);

        world.now = world.now.plus(Duration.ofDays(2));
        assertThatThrownBy(() -> confirm(token)).isInstanceOf(Invalid.class).hasMessage("Invalid parameter: Token");

        world.now = world.now.minusSeconds(1);
        confirm(token);
        assertThat(state(subscription)).isEqualTo(SubscriptionState.CONFIRMED);
    }

    @Test
    void noOtherTokenConfirms() {
        var subscription = subscribed();
        var token = world.token(subscription);
        var wrong = new ArrayList<>(List.of("", "x", token.toUpperCase(Locale.ROOT), token + "0", token.substring(1)));
        for (int at = 0; at < token.length(); at++) {
            wrong.add(token.substring(0, at) + (token.charAt(at) == '0' ? '1' : '0') + token.substring(at + 1));
        }

        assertThat(wrong)
                .allSatisfy(other -> assertThatThrownBy(() -> confirm(other)).isInstanceOf(Invalid.class));
        assertThatThrownBy(() -> world.subscriptions.confirm(US.name(), token)).isInstanceOf(Invalid.class);
        assertThat(state(subscription)).isEqualTo(SubscriptionState.PENDING);
    }

    @Test
    void aTokenThatWasReplacedIsGoodForNothing() {
        var subscription = subscribed();
        var first = world.token(subscription);
        world.subscriptions.askAgain(CLIENT, subscription.id());
        assertThatThrownBy(() -> confirm(first)).isInstanceOf(Invalid.class);

        confirm(world.token(subscription));
        world.subscriptions.unsubscribe(subscription.id(), ICD.name());
        assertThatThrownBy(() -> confirm(first)).isInstanceOf(Invalid.class);
        assertThat(state(subscription)).isEqualTo(SubscriptionState.ENDED);
    }

    @Test
    void neitherTokensNorPasswordsAreInTheTablesOrTheAudit() {
        var subscription = subscribed();
        var token = world.token(subscription);
        var kept = new ArrayList<String>();
        for (var table : List.of("subscription", "publication", "topic")) {
            world.jdbc.sql("select * from " + table).query().listOfRows().forEach(row -> kept.add(row.toString()));
        }

        assertThat(kept).hasSize(3).noneMatch(row -> row.contains(token) || row.contains("secret-word"));
        assertThat(world.events)
                .allSatisfy(event -> assertThat(event.detail())
                        .contains("hooks.example/almoner")
                        .doesNotContain("secret-word"));
    }

    @Test
    void whatIsNotConfirmedIsGoneAfterThreeDays() {
        var pending = subscribed();
        var confirmed = world.confirmed(CLIENT, US, HOOK, USUAL);

        world.now = world.now.plus(Duration.ofDays(3));
        world.subscriptions.sweep();
        assertThat(state(pending)).isEqualTo(SubscriptionState.PENDING);

        world.now = world.now.plusSeconds(1);
        world.subscriptions.sweep();
        assertThat(world.rows.find(pending.id())).isEmpty();
        assertThat(world.deliveries.queued).isEmpty();
        assertThat(state(confirmed)).isEqualTo(SubscriptionState.CONFIRMED);
        assertThat(world.events.getLast()).isInstanceOf(SubscriptionEvent.Removed.class);
    }

    @Test
    void whatHasEndedIsGoneAfterThreeDays() {
        var ended = world.confirmed(CLIENT, ICD, HOOK, USUAL);
        world.now = world.now.plus(Duration.ofDays(30));
        world.subscriptions.unsubscribe(CLIENT, ended.id());

        world.now = world.now.plus(Duration.ofDays(3));
        world.subscriptions.sweep();
        assertThat(world.rows.find(ended.id())).isPresent();

        world.now = world.now.plusSeconds(1);
        world.subscriptions.sweep();
        assertThat(world.rows.find(ended.id())).isEmpty();
        assertThat(world.deliveries.queued).isEmpty();
    }

    @Test
    void aQuestionThatWasAnsweredIsNotSentAgain() {
        var subscription = subscribed();
        var question = world.deliveries.queued.getLast().message();
        confirm(world.token(subscription));

        assertThat(letters(subscription, question)).isEmpty();
    }

    /** What a node has taken from the queue before the subscription ended. */
    @Test
    void whatWasOnItsWayWhenItEndedIsNotSent() {
        var subscription = world.confirmed(CLIENT, ICD, HOOK, USUAL);
        var message = world.subscriptions.test(CLIENT, subscription.id());
        assertThat(letters(subscription, message)).hasSize(1);

        world.subscriptions.unsubscribe(CLIENT, subscription.id());

        assertThat(letters(subscription, message)).isEmpty();
    }

    private Collection<Letter> letters(Subscription subscription, UUID message) {
        return world.letters
                .letters(List.of(new Letters.Key(subscription.id(), message)))
                .values();
    }

    @Test
    void theGoodbyeTellsHowToBeginAgain() {
        var subscription = world.confirmed(CLIENT, ICD, HOOK, USUAL);
        // Waits, and is not wanted any more.
        world.subscriptions.test(CLIENT, subscription.id());

        world.subscriptions.unsubscribe(subscription.id(), ICD.name());
        world.subscriptions.unsubscribe(subscription.id(), ICD.name());

        var goodbye = (SnsMessage.UnsubscribeConfirmation) world.last(subscription);
        assertThat(world.waiting(subscription)).hasSize(1);
        assertThat(goodbye.message()).contains(subscription.id().toString());
        assertThatThrownBy(() -> world.subscriptions.find(CLIENT, subscription.id()))
                .isInstanceOf(NotFound.class);

        confirm(goodbye.token());
        assertThat(world.subscriptions.find(CLIENT, subscription.id()).state()).isEqualTo(SubscriptionState.CONFIRMED);
        assertThat(world.letters()).isEmpty();
    }

    @Test
    void anUnsubscribeUrlOfAnotherTopicEndsNothing() {
        var subscription = world.confirmed(CLIENT, ICD, HOOK, USUAL);

        assertThatThrownBy(() -> world.subscriptions.unsubscribe(subscription.id(), US.name()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> world.subscriptions.unsubscribe(UUID.randomUUID(), ICD.name()))
                .isInstanceOf(NotFound.class);
        assertThat(state(subscription)).isEqualTo(SubscriptionState.CONFIRMED);
    }

    @Test
    void aClientHasOnlySoMany() {
        for (int i = 0; i < 5; i++) {
            world.subscribe(CLIENT, ICD, HOOK + i, USUAL);
        }
        assertThatThrownBy(() -> world.subscribe(CLIENT, ICD, HOOK + 5, USUAL))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("5 subscriptions");
        world.subscribe(OTHER, ICD, HOOK, USUAL);
        assertThat(world.rows.count(null)).isEqualTo(6);
    }

    @Test
    void itHasNoMoreOfThemByAskingForAllAtOnce() {
        var requests = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < 20; i++) {
            var endpoint = HOOK + i;
            requests.add(CompletableFuture.runAsync(
                    () -> world.subscribe(CLIENT, ICD, endpoint, USUAL), Thread::startVirtualThread));
        }
        var refused = requests.stream()
                .map(request -> request.handle((_, failure) -> failure != null).join())
                .filter(Boolean::booleanValue)
                .count();

        assertThat(refused).isEqualTo(15);
        assertThat(world.rows.count(null)).isEqualTo(5);
    }

    @Test
    void whatHasEndedDoesNotComeBackBeyondThatNumber() {
        var first = world.confirmed(CLIENT, ICD, HOOK, USUAL);
        world.subscriptions.unsubscribe(CLIENT, first.id());
        var token = world.token(first);
        for (int i = 0; i < 5; i++) {
            world.subscribe(CLIENT, ICD, HOOK + i, USUAL);
        }

        assertThatThrownBy(() -> confirm(token)).isInstanceOf(Conflict.class);
    }

    @Test
    void askingAgainForThatWhichWaitsAsksTheEndpointAgain() {
        var first = subscribed();
        var again =
                world.subscribe(CLIENT, ICD, HOOK, new Wishes(true, USUAL.filter(), USUAL.retries(), USUAL.throttle()));

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.wishes().raw()).isTrue();
        assertThat(world.waiting(first)).hasSize(2);
        confirm(world.token(first));
        assertThatThrownBy(this::subscribed)
                .isInstanceOf(Conflict.class)
                .hasMessageContaining(first.id().toString());
        // With another password it is another endpoint.
        assertThat(world.subscribe(CLIENT, ICD, HOOK.replace("secret", "other"), USUAL)
                        .id())
                .isNotEqualTo(first.id());
    }

    @Test
    void anEndpointThatMustNotBeCalledIsRefusedInWords() {
        assertThatThrownBy(() -> world.subscribe(CLIENT, ICD, "http://loopback/", USUAL))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("own");
        assertThat(world.rows.count(null)).isZero();
    }

    @Test
    void toOthersItIsNotThere() {
        var subscription = world.confirmed(CLIENT, ICD, HOOK, USUAL);
        var id = subscription.id();
        for (var attempt : List.<Runnable>of(
                () -> world.subscriptions.find(OTHER, id),
                () -> world.subscriptions.change(OTHER, id, wishes -> wishes),
                () -> world.subscriptions.unsubscribe(OTHER, id),
                () -> world.subscriptions.askAgain(OTHER, id),
                () -> world.subscriptions.test(OTHER, id),
                () -> world.subscriptions.replay(OTHER, id, null),
                () -> world.subscriptions.pause(OTHER, id),
                () -> world.subscriptions.resume(OTHER, id))) {
            assertThatThrownBy(attempt::run)
                    .isInstanceOf(NotFound.class)
                    .extracting(failure -> ((Failure) failure).getMessage())
                    .isEqualTo("There is no such subscription. /notifications/v1/subscriptions lists yours.");
        }
        assertThat(state(subscription)).isEqualTo(SubscriptionState.CONFIRMED);
        assertThat(world.deliveries.paused).isEmpty();
        assertThat(world.subscriptions.find(OPERATOR, id).id()).isEqualTo(id);
    }

    @Test
    void aTestGoesOutWhateverTheFilter() {
        var subscription = world.confirmed(
                CLIENT,
                ICD,
                HOOK,
                new Wishes(false, FilterPolicy.parse("{\"event_type\":[\"x\"]}"), USUAL.retries(), USUAL.throttle()));

        var id = world.subscriptions.test(CLIENT, subscription.id());

        assertThat(world.letters().keySet())
                .singleElement()
                .satisfies(key -> assertThat(key.message()).isEqualTo(id));
        assertThat(((SnsMessage.Notification) world.last(subscription)).message())
                .contains("\"event_type\":\"test\"");
    }

    @Test
    void nothingIsSentBeforeItIsConfirmed() {
        var subscription = subscribed();
        assertThatThrownBy(() -> world.subscriptions.test(CLIENT, subscription.id()))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("confirm");
        assertThatThrownBy(() -> world.subscriptions.replay(CLIENT, subscription.id(), null))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void lettersHaveTheHeadersOfSns() {
        var subscription = subscribed();
        var question = world.letters().values().iterator().next();
        assertThat(question.headers())
                .contains(
                        new Header("x-amz-sns-message-type", "SubscriptionConfirmation"),
                        new Header("x-amz-sns-topic-arn", "arn:aws:sns:us-east-1:123456789012:icd-1"),
                        new Header("Content-Type", "text/plain; charset=UTF-8"),
                        new Header("User-Agent", "Amazon Simple Notification Service Agent"))
                .extracting(Header::name)
                .doesNotContain("x-amz-sns-subscription-arn");

        confirm(world.token(subscription));
        world.deliveries.queued.clear();
        world.subscriptions.test(CLIENT, subscription.id());
        var notification = world.letters().values().iterator().next();
        assertThat(notification.headers())
                .contains(
                        new Header("x-amz-sns-message-type", "Notification"),
                        new Header(
                                "x-amz-sns-subscription-arn",
                                "arn:aws:sns:us-east-1:123456789012:icd-1:" + subscription.id()))
                .contains(new Header(
                        "x-amz-sns-message-id",
                        world.last(subscription).messageId().toString()));
        assertThat(notification.endpoint().reveal()).isEqualTo(HOOK);
        assertThat(new String(notification.body(), UTF_8))
                .contains("\"UnsubscribeURL\"", subscription.id().toString());
    }

    @Test
    void rawDeliveryIsTheMessageAlone() {
        var subscription =
                world.confirmed(CLIENT, ICD, HOOK, new Wishes(true, USUAL.filter(), USUAL.retries(), USUAL.throttle()));
        world.subscriptions.test(CLIENT, subscription.id());

        var letter = world.letters().values().iterator().next();
        assertThat(letter.headers()).contains(new Header("x-amz-sns-rawdelivery", "true"));
        assertThat(new String(letter.body(), UTF_8))
                .isEqualTo(world.last(subscription).message());

        world.subscriptions.unsubscribe(CLIENT, subscription.id());
        var goodbye = world.letters().values().iterator().next();
        assertThat(new String(goodbye.body(), UTF_8)).contains("\"SubscribeURL\"");
        assertThat(goodbye.headers()).doesNotContain(new Header("x-amz-sns-rawdelivery", "true"));
    }

    @Test
    void whatAWithdrawnKeyHasSignedIsSignedAgain() {
        var subscription = world.confirmed(CLIENT, ICD, HOOK, USUAL);
        world.subscriptions.test(CLIENT, subscription.id());
        var before = new String(world.letters().values().iterator().next().body(), UTF_8);
        assertThat(new String(world.letters().values().iterator().next().body(), UTF_8))
                .isEqualTo(before);

        world.sns.withdrawKey();

        var after = new String(world.letters().values().iterator().next().body(), UTF_8);
        assertThat(after).isNotEqualTo(before);
        assertThat(after.replaceAll("\"(Signature|SigningCertURL)\" : \"[^\"]*\"", ""))
                .isEqualTo(before.replaceAll("\"(Signature|SigningCertURL)\" : \"[^\"]*\"", ""));
        assertThat(new String(world.letters().values().iterator().next().body(), UTF_8))
                .isEqualTo(after);
        assertThat(world.publicationRows.all(
                        List.of(world.deliveries.queued.getLast().message())))
                .allMatch(kept -> world.sns.signer.vouchesFor(kept.signature().keyId()));
    }

    @Test
    void theSubscriptionsOfADisabledClientEndWithoutAWord() {
        var confirmed = world.confirmed(CLIENT, ICD, HOOK, USUAL);
        var other = world.confirmed(OTHER, ICD, HOOK, USUAL);

        world.subscriptions.endAllOf(CLIENT.clientId(), HOSPITAL.id().value(), null);

        assertThat(world.rows.find(confirmed.id())).isEmpty();
        assertThat(world.rows.find(other.id())).isPresent();
        assertThat(world.deliveries.queued).isEmpty();
    }

    @Test
    void whatIsChangedIsKept() {
        var subscription = world.confirmed(CLIENT, ICD, HOOK, USUAL);
        var wishes = new Wishes(
                true,
                FilterPolicy.parse("{\"event_type\":[{\"prefix\":\"version.\"}]}"),
                RetryPolicy.LONG,
                new Throttle.PerSecond(7));

        world.subscriptions.change(CLIENT, subscription.id(), _ -> wishes);

        var kept = world.subscriptions.find(CLIENT, subscription.id()).wishes();
        assertThat(kept.raw()).isTrue();
        assertThat(kept.filter().json()).isEqualTo(wishes.filter().json());
        assertThat(kept.retries().print()).isEqualTo("long");
        assertThat(kept.throttle()).isEqualTo(wishes.throttle());
        assertThat(Set.of(subscription.endpoint()))
                .contains(world.subscriptions.find(CLIENT, subscription.id()).endpoint());
    }
}
