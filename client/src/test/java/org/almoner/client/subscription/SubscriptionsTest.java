package org.almoner.client.subscription;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.almoner.client.AlmonerClient;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.golden.FakeTime;
import org.almoner.client.golden.Golden;
import org.almoner.client.golden.GoldenServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SubscriptionsTest {

    private static final String HOOK = "https://user:secret-word@hooks.example/";

    private GoldenServer server;
    private AlmonerClient client;

    @BeforeEach
    void start() throws Exception {
        server = new GoldenServer();
        client = Golden.client(server, new FakeTime());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void whatWasNotSaidIsNotSent() {
        client.subscriptions().subscribe(SubscriptionRequest.toProduct(HOOK, "icd-10-cm-1"));
        client.subscriptions()
                .subscribe(SubscriptionRequest.toPopulation(HOOK, "diabetes")
                        .filtered(Map.of("event_type", List.of("extract.released"))));

        assertThat(server.subscriptions().requests().get(0))
                .isEqualTo(Map.of("endpoint", HOOK, "product", "icd-10-cm-1", "raw_delivery", false));
        assertThat(server.subscriptions().requests().get(1))
                .isEqualTo(Map.of(
                        "endpoint",
                        HOOK,
                        "population",
                        "diabetes",
                        "raw_delivery",
                        false,
                        "filter_policy",
                        Map.of("event_type", List.of("extract.released"))));
    }

    @Test
    void aSubscriptionIsReadWithHowItGoes() {
        var begun = client.subscriptions().subscribe(SubscriptionRequest.toSubProduct(HOOK, "icd-10-cm-1", "us-2"));
        server.subscriptions().health("failing", "2026-11-22T08:00:00Z", "The endpoint answered 503.");

        assertThat(begun.confirmed()).isFalse();
        assertThat(begun.health()).isEqualTo(new Subscription.Health("fine", null, null));
        assertThat(client.subscriptions().all().toList())
                .singleElement()
                .satisfies(one -> assertThat(one.health())
                        .isEqualTo(new Subscription.Health(
                                "failing", Instant.parse("2026-11-22T08:00:00Z"), "The endpoint answered 503.")));
    }

    @Test
    void deliveriesAreReadWithTheirTries() {
        var id = client.subscriptions()
                .subscribe(SubscriptionRequest.toProduct(HOOK, "icd-10-cm-1"))
                .id();

        var delivery = client.subscriptions().deliveries(id, List.of()).toList().getFirst();

        assertThat(delivery.state()).isEqualTo("waiting");
        assertThat(delivery.nextTry()).isEqualTo("2026-11-22T08:00:20.371613Z");
        assertThat(delivery.attempts())
                .containsExactly(
                        new Delivery.Attempt(Instant.parse("2026-11-22T08:00:00.371613Z"), 12, 503, null, "Busy"));
    }

    @Test
    void oneThatIsGoneIsNotFound() {
        var id = client.subscriptions()
                .subscribe(SubscriptionRequest.toProduct(HOOK, "icd-10-cm-1"))
                .id();
        client.subscriptions().unsubscribe(id);

        assertThatThrownBy(() -> client.subscriptions().get(id)).isInstanceOf(AlmonerException.NotFound.class);
    }

    @Test
    void noPasswordIsPrinted() {
        assertThat(SubscriptionRequest.toProduct(HOOK, "icd-10-cm-1").toString())
                .doesNotContain("secret-word");
    }
}
