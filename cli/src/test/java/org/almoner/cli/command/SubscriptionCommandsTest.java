package org.almoner.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.almoner.cli.ExitCode;
import org.almoner.cli.Shell;
import org.almoner.client.golden.GoldenServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class SubscriptionCommandsTest {

    private static final String HOOK = "https://user:secret-word@hooks.example/almoner";

    @TempDir
    private Path home;

    private GoldenServer server;
    private Shell shell;

    @BeforeEach
    void start() throws Exception {
        server = new GoldenServer();
        shell = Shell.at(server, home);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Map<?, ?> lastRequest() {
        return server.subscriptions().requests().getLast();
    }

    @Test
    void aSubscriptionIsAskedForAsItIsSaid() {
        var result = shell.run(
                "subscribe",
                HOOK,
                "--product",
                "icd-10-cm-1",
                "--sub-product",
                "us-2",
                "--filter",
                "event_type=version.launched,version.retracted",
                "--filter",
                "version=2026-3",
                "--raw",
                "--policy",
                "long",
                "--per-second",
                "5");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("Subscription subscription-1", "two days")
                .doesNotContain("secret-word");
        assertThat(result.err()).doesNotContain("secret-word");
        assertThat(lastRequest())
                .isEqualTo(Map.of(
                        "endpoint",
                        HOOK,
                        "product",
                        "icd-10-cm-1",
                        "sub_product",
                        "us-2",
                        "raw_delivery",
                        true,
                        "filter_policy",
                        Map.of(
                                "event_type",
                                List.of("version.launched", "version.retracted"),
                                "version",
                                List.of("2026-3")),
                        "retry_policy",
                        "long",
                        "max_receives_per_second",
                        5));
    }

    @Test
    void filtersAndPoliciesMayBeWhatSnsHas() {
        shell.run(
                "subscribe",
                HOOK,
                "--population",
                "diabetes",
                "--filter",
                "{\"event_type\":[{\"prefix\":\"extract.\"}]}",
                "--policy",
                "{\"numRetries\":7}");

        assertThat(lastRequest().get("filter_policy"))
                .isEqualTo(Map.of("event_type", List.of(Map.of("prefix", "extract."))));
        assertThat(lastRequest().get("retry_policy")).isEqualTo(Map.of("numRetries", 7));
        assertThat(lastRequest().containsKey("product")).isFalse();
    }

    /** Issuers other than the server name clients by URLs, too. */
    @Test
    void theIdOfAClientMayHaveSlashes() {
        shell.run("subscribe", HOOK, "--product", "icd-10-cm-1", "--for", "stmarys/https://id.stmarys.example/7");

        assertThat(lastRequest().get("organization")).isEqualTo("stmarys");
        assertThat(lastRequest().get("client_id")).isEqualTo("https://id.stmarys.example/7");
    }

    @Test
    void theOperatorSaysForWhom() {
        var result = shell.run("subscribe", HOOK, "--product", "icd-10-cm-1", "--for", "stmarys/abc");

        assertThat(result.exitCode()).isZero();
        assertThat(lastRequest().get("organization")).isEqualTo("stmarys");
        assertThat(lastRequest().get("client_id")).isEqualTo("abc");
        shell.run("subscriptions", "--org", "*");
        assertThat(server.requests().getLast().query()).contains("organization=%2A");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--sub-product us-2",
                "--product icd-10-cm-1 --population diabetes",
                "--product icd-10-cm-1 --filter event_type",
                "--product icd-10-cm-1 --filter {event_type",
                "--product icd-10-cm-1 --policy {",
                "--product icd-10-cm-1 --for stmarys",
                "--product icd-10-cm-1 --for stmarys/",
                "--product icd-10-cm-1 --for /abc"
            })
    void whatMakesNoSenseIsSaidBeforeAnythingIsAsked(String options) {
        var line = ("subscribe " + HOOK + " " + options).strip().split(" ");

        var result = shell.run(line);

        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(result.err()).isNotBlank().doesNotContain("secret-word", "Exception");
        assertThat(server.subscriptions().requests()).isEmpty();
    }

    @Test
    void theListShowsHowItGoes() {
        shell.run("subscribe", HOOK, "--product", "icd-10-cm-1");
        server.subscriptions().health("paused", "2026-11-22T08:00:00Z", "It failed for 7 days.");

        var result = shell.run("subscriptions");
        assertThat(result.out())
                .contains(
                        "subscription-1",
                        "acme",
                        "icd-10-cm-1",
                        "https://***@hooks.example/almoner",
                        "pending",
                        "paused",
                        "2026-11-22 08:00:00Z");
        assertThat(shell.run("subscriptions", "show", "subscription-1").out()).contains("It failed for 7 days.");
        assertThat(shell.run("subscriptions", "--json")
                        .json()
                        .at("/0/health/state")
                        .asString())
                .isEqualTo("paused");
    }

    @Test
    void oneIsSeenToByItsId() {
        shell.run("subscribe", HOOK, "--product", "icd-10-cm-1");

        assertThat(shell.run("subscriptions", "test", "subscription-1").out()).contains("message-1");
        assertThat(shell.run("subscriptions", "deliveries", "subscription-1", "--state", "waiting,dead")
                        .out())
                .contains("message-1", "waiting", "503 (12 ms)", "2026-11-22 08:00:20Z", "version.launched: ICD-10-CM");
        assertThat(server.requests().getLast().query()).contains("state=waiting%2Cdead");
        assertThat(shell.run("subscriptions", "replay", "subscription-1").out()).contains("3 messages");
        assertThat(lastRequest()).isEqualTo(Map.of());
        shell.run("subscriptions", "replay", "subscription-1", "--since", "2026-11-20T01:00:00+01:00");
        assertThat(lastRequest()).isEqualTo(Map.of("since", "2026-11-20T00:00:00Z"));
        assertThat(shell.run("subscriptions", "pause", "subscription-1").exitCode())
                .isZero();
        assertThat(shell.run("subscriptions", "resume", "subscription-1").exitCode())
                .isZero();
        assertThat(shell.run("subscriptions", "confirm", "subscription-1").out())
                .contains("again");
        shell.run("subscriptions", "change", "subscription-1", "--no-raw", "--filter", "{}");
        assertThat(lastRequest()).isEqualTo(Map.of("raw_delivery", false, "filter_policy", Map.of()));

        assertThat(shell.run("unsubscribe", "subscription-1").exitCode()).isZero();
        assertThat(shell.run("unsubscribe", "subscription-1").err()).contains("no such subscription");
        assertThat(server.asked())
                .contains(
                        "POST /notifications/v1/subscriptions/subscription-1/pause",
                        "POST /notifications/v1/subscriptions/subscription-1/resume",
                        "DELETE /notifications/v1/subscriptions/subscription-1");
    }

    @Test
    void aMomentMustBeOne() {
        assertThat(shell.run("subscriptions", "replay", "x", "--since", "yesterday")
                        .err())
                .contains("2026-11-20T00:00:00Z");
    }

    @Test
    void topicsAndKeysAreListed() {
        assertThat(shell.run("topics").out())
                .contains("icd-10-cm-1", "product", "arn:aws:sns:us-east-1:000000000000:icd-10-cm-1");
        assertThat(shell.run("topics", "sign", "icd-10-cm-1", "1").exitCode()).isZero();
        assertThat(lastRequest()).isEqualTo(Map.of("signature_version", "1"));
        assertThat(shell.run("keys", "sns", "list").out()).contains("SimpleNotificationService-key-1.pem");
        assertThat(shell.run("keys", "sns", "rotate").out()).contains("key-2");
        assertThat(shell.run("keys", "sns", "withdraw", "key-1").out()).contains("Withdrew key key-1", "key-3");
    }
}
