package org.almoner.server.sns;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.almoner.server.TestServer;
import org.almoner.server.operations.TestAuthority;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.messagemanager.sns.SnsMessageManager;
import software.amazon.awssdk.messagemanager.sns.model.SnsNotification;
import software.amazon.awssdk.regions.Region;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What others have written to verify messages of SNS accepts ours, and refuses them altered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerifiersTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String HOST = "sns.us-east-1.amazonaws.com";
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:icd-10-cm-12";
    private static final String SUBSCRIPTION = TOPIC + ":228cc6c9-dcd8-4c92-9f3a-77f55176b9e3";

    /** Line ends, quotes, what JSON escapes, and characters of one to four bytes. */
    private static final String TEXT =
            "{\"name\":\"Hypo\u00e4sthesie \u2192 \ud83c\udfe5\"}\r\n\t\\ \u0000 </script> \u2028";

    private TestAuthority authority;
    private TestServer server;
    private SnsSigner signer;
    private SnsJson json;
    private SnsAddresses addresses;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        authority = new TestAuthority(folder);
        var issued = authority.issue("ip:127.0.0.1,dns:localhost,dns:" + HOST);
        server = TestServer.startTrusting(
                authority.trust(),
                "almoner.tls.certificate=" + issued.chain(),
                "almoner.tls.private-key=" + issued.key(),
                "almoner.sns.account=123456789012",
                "almoner.sns.base-url=https://" + HOST);
        signer = server.bean(SnsSigner.class);
        json = server.bean(SnsJson.class);
        addresses = server.bean(SnsAddresses.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Stream<SnsMessage> messages() {
        var now = new SnsTime(Instant.parse("2026-11-22T10:00:00Z"));
        var token = "2336412f37fb687f5d51e6e241d09c805a5a57b30d712f794cc5f6a988666d92";
        return Stream.of(
                new SnsMessage.Notification(
                        UUID.randomUUID(),
                        TOPIC,
                        "A release",
                        TEXT,
                        now,
                        List.of(new MessageAttribute("event_type", "version.launched"))),
                new SnsMessage.Notification(UUID.randomUUID(), TOPIC, null, "No subject", now, List.of()),
                new SnsMessage.SubscriptionConfirmation(
                        UUID.randomUUID(), TOPIC, TEXT, now, token, addresses.confirm(TOPIC, token)),
                new SnsMessage.UnsubscribeConfirmation(
                        UUID.randomUUID(), TOPIC, TEXT, now, token, addresses.confirm(TOPIC, token)));
    }

    private Stream<Arguments> signedMessages() {
        return messages()
                .flatMap(message -> Stream.of(SignatureVersion.values())
                        .map(version -> Arguments.of(message.type(), version.wireName(), sent(message, version))));
    }

    private String sent(SnsMessage message, SignatureVersion version) {
        return new String(json.render(message, signer.sign(message, version), SUBSCRIPTION), UTF_8);
    }

    @Test
    void aNotificationLooksAsTheGuideShows() {
        var sent = JSON.readTree(sent(messages().findFirst().orElseThrow(), SignatureVersion.V2));

        assertThat(sent.propertyNames())
                .containsExactly(
                        "Type",
                        "MessageId",
                        "TopicArn",
                        "Subject",
                        "Message",
                        "Timestamp",
                        "SignatureVersion",
                        "Signature",
                        "SigningCertURL",
                        "UnsubscribeURL",
                        "MessageAttributes");
        assertThat(sent.get("Timestamp").asString()).isEqualTo("2026-11-22T10:00:00.001Z");
        assertThat(sent.get("SigningCertURL").asString())
                .matches("https://sns\\.us-east-1\\.amazonaws\\.com/SimpleNotificationService-[a-z0-9]{32}\\.pem");
        assertThat(sent.get("UnsubscribeURL").asString())
                .isEqualTo("https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=" + SUBSCRIPTION);
        assertThat(sent.get("MessageAttributes"))
                .isEqualTo(JSON.readTree("{\"event_type\":{\"Type\":\"String\",\"Value\":\"version.launched\"}}"));
        sent.properties().stream()
                .filter(member -> !member.getKey().equals("MessageAttributes"))
                .forEach(member -> assertThat(member.getValue().isString()).isTrue());
    }

    @Test
    void confirmationsLookAsTheGuideShows() {
        messages().skip(2).forEach(message -> {
            var sent = JSON.readTree(sent(message, SignatureVersion.V1));
            assertThat(sent.propertyNames())
                    .containsExactly(
                            "Type",
                            "MessageId",
                            "Token",
                            "TopicArn",
                            "Message",
                            "SubscribeURL",
                            "Timestamp",
                            "SignatureVersion",
                            "Signature",
                            "SigningCertURL");
            assertThat(sent.get("SubscribeURL").asString())
                    .isEqualTo("https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=" + TOPIC
                            + "&Token=" + sent.get("Token").asString());
        });
    }

    @ParameterizedTest
    @MethodSource("signedMessages")
    void theSdkForJavaAcceptsThem(String type, String version, String sent) {
        try (var manager = manager()) {
            var read = manager.parseMessage(sent);

            assertThat(read.type().toString()).isEqualTo(type);
            if (read instanceof SnsNotification notification) {
                assertThat(notification.unsubscribeUrl().getHost()).isEqualTo(HOST);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("signedMessages")
    void theSdkForJavaRefusesThemWithAnyByteAltered(String type, String version, String sent) {
        try (var manager = manager()) {
            assertThat(altered(sent))
                    .hasSizeGreaterThan(300)
                    .allSatisfy(message -> assertThatThrownBy(() -> manager.parseMessage(message))
                            .as(message)
                            .isInstanceOf(RuntimeException.class));
        }
    }

    /** Everywhere that receivers look in every region, with the names that they ask of the certificate there. */
    @ParameterizedTest
    @EnumSource
    void theSdkForJavaKnowsTheCertificateInEachKindOfRegion(Kind kind) {
        try (var other = TestServer.start(
                "almoner.sns.region=" + kind.region,
                "almoner.sns.base-url=https://sns." + kind.region + ".amazonaws.com")) {
            var message = messages().findFirst().orElseThrow();
            var sent = new String(
                    other.bean(SnsJson.class)
                            .render(
                                    message,
                                    other.bean(SnsSigner.class).sign(message, SignatureVersion.V2),
                                    SUBSCRIPTION),
                    UTF_8);
            try (var manager = SnsMessageManager.builder()
                    .region(Region.of(kind.region))
                    .httpClient(new Rerouted(other))
                    .build()) {
                assertThat(manager.parseMessage(sent).messageId())
                        .isEqualTo(message.messageId().toString());
            }
        }
    }

    enum Kind {
        OLD("eu-central-1"),
        OPTED_IN("eu-south-1");

        private final String region;

        Kind(String region) {
            this.region = region;
        }
    }

    @ParameterizedTest
    @MethodSource("signedMessages")
    void theRuleOfThePhpLibraryAcceptsThem(String type, String version, String sent) throws Exception {
        assertThat(phpAccepts(sent)).isTrue();
        for (var message : altered(sent)) {
            assertThat(phpAccepts(message)).as(message).isFalse();
        }
    }

    @Test
    void theValidatorFromNpmAcceptsThemOverHttpsWithAPrivateAuthority(@TempDir Path folder) throws Exception {
        var validator = new NpmValidator(
                folder, authority.certificate(), server.baseUri().getPort());
        assumeTrue(validator.install(), "node and npm are not here, or the package cannot be had");
        // Its own fault, shown below: no signature of an UnsubscribeConfirmation is ever right for it.
        var known = messages()
                .filter(message -> !(message instanceof SnsMessage.UnsubscribeConfirmation))
                .flatMap(message -> Stream.of(SignatureVersion.values()).map(version -> sent(message, version)))
                .toList();

        assertThat(validator.verdicts(known)).containsOnly("accepted").hasSize(known.size());
        for (var message : known) {
            var altered = altered(message);
            assertThat(validator.verdicts(altered))
                    .hasSize(altered.size())
                    .allSatisfy(verdict -> assertThat(verdict).startsWith("refused: "));
        }
    }

    /**
     * A message signed as the guide says ("Message, MessageId, SubscribeURL, Timestamp, Token, TopicArn, Type" for both confirmations), without
     * anything of ours but the key.
     */
    @Test
    void theValidatorFromNpmRefusesEveryRightUnsubscribeConfirmation(@TempDir Path folder) throws Exception {
        var validator = new NpmValidator(
                folder, authority.certificate(), server.baseUri().getPort());
        assumeTrue(validator.install(), "node and npm are not here, or the package cannot be had");
        var key = server.bean(SnsKeys.class).signing();
        var message = new LinkedHashMap<String, String>();
        message.put("Type", "UnsubscribeConfirmation");
        message.put("MessageId", "47138184-6831-46b8-8f7c-afc488602d7d");
        message.put(
                "Token",
                "2336412f37fb687f5d51e6e241d09c805a5a57b30d712f7948a98bac386edfe3e10314e873973b3e0a3c09119b722dedf2b5e31c59b13edbb26417c19f109351e6f2169efa9085ffe97e10535f4179ac1a03590b0f541f209c190f9ae23219ed6c470453e06c19b5ba9fcbb27daeb7c7");
        message.put("TopicArn", "arn:aws:sns:us-west-2:123456789012:MyTopic");
        message.put(
                "Message",
                "You have chosen to deactivate subscription arn:aws:sns:us-west-2:123456789012:MyTopic:2bcfbf39-05c3-41de-beaa-fcfcc21c8f55.\nTo cancel this operation and restore the subscription, visit the SubscribeURL included in this message.");
        message.put(
                "SubscribeURL",
                "https://sns.us-west-2.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:us-west-2:123456789012:MyTopic&Token=2336412f37fb687f");
        message.put("Timestamp", "2012-04-26T20:06:41.581Z");
        message.put("SignatureVersion", "1");
        message.put("SigningCertURL", addresses.certificate(key.id()));
        var right = new LinkedHashMap<>(message);
        right.put(
                "Signature",
                signature(
                        key,
                        message,
                        List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type")));
        var wrong = new LinkedHashMap<>(message);
        wrong.put(
                "Signature",
                signature(
                        key,
                        message,
                        List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "TopicArn", "Type")));

        assertThat(phpAccepts(JSON.writeValueAsString(right))).isTrue();
        assertThat(phpAccepts(JSON.writeValueAsString(wrong))).isFalse();
        assertThat(validator.verdicts(List.of(JSON.writeValueAsString(right), JSON.writeValueAsString(wrong))))
                .containsExactly("refused: The message signature is invalid.", "accepted");
    }

    private static String signature(SnsKey key, Map<String, String> message, List<String> names) throws Exception {
        var signature = Signature.getInstance("SHA1withRSA");
        signature.initSign(key.secret());
        for (var name : names) {
            signature.update((name + "\n" + message.get(name) + "\n").getBytes(UTF_8));
        }
        return Base64.getEncoder().encodeToString(signature.sign());
    }

    /** Each with another character at one place of what is signed or of the signature, or without one of them. */
    private static List<String> altered(String sent) {
        var all = new ArrayList<String>();
        var message = (ObjectNode) JSON.readTree(sent);
        for (var name : List.of(
                "Message",
                "MessageId",
                "Subject",
                "SubscribeURL",
                "Timestamp",
                "Token",
                "TopicArn",
                "Type",
                "Signature")) {
            if (message.has(name)) {
                var value = message.get(name).asString();
                for (int at = 0; at < value.length(); at++) {
                    if (!Character.isSurrogate(value.charAt(at)) && !isSpare(name, value, at)) {
                        all.add(with(
                                message,
                                name,
                                value.substring(0, at) + other(value.charAt(at)) + value.substring(at + 1)));
                    }
                }
                if (!name.equals("Signature")) {
                    // Decoders of Base64 let be what comes after its end.
                    all.add(with(message, name, value + "x"));
                }
                all.add(with(message, name, null));
            }
        }
        if (!message.has("Subject") && message.get("Type").asString().equals("Notification")) {
            all.add(with(message, "Subject", "Added"));
        }
        var version = message.get("SignatureVersion").asString();
        all.add(with(message, "SignatureVersion", version.equals("1") ? "2" : "1"));
        all.add(with(message, "SignatureVersion", "3"));
        return all;
    }

    /** What stands at the end of Base64 holds bits that mean nothing (RFC 4648 §3.5); decoders let them be. */
    private static boolean isSpare(String name, String value, int at) {
        return name.equals("Signature") && at >= value.length() - 4;
    }

    private static char other(char original) {
        if (Character.isDigit(original)) {
            return original == '0' ? '1' : '0';
        }
        // Not the same letter in the other case: the SDK for Java reads types in either.
        return original == 'x' ? 'y' : 'x';
    }

    private static String with(ObjectNode message, String name, @Nullable String value) {
        var copy = message.deepCopy();
        if (value == null) {
            copy.remove(name);
        } else {
            copy.put(name, value);
        }
        return JSON.writeValueAsString(copy);
    }

    /** What the documentation of aws-php-sns-message-validator says: these keys of any message, if set, in this order. */
    private boolean phpAccepts(String sent) throws Exception {
        var message = JSON.readTree(sent);
        for (var required : List.of(
                "Message",
                "MessageId",
                "Timestamp",
                "TopicArn",
                "Type",
                "Signature",
                "SigningCertURL",
                "SignatureVersion")) {
            if (!message.has(required)) {
                return false;
            }
        }
        if (message.get("Type").asString().endsWith("Confirmation")
                && !(message.has("SubscribeURL") && message.has("Token"))) {
            return false;
        }
        var algorithm = Map.of("1", "SHA1withRSA", "2", "SHA256withRSA")
                .get(message.get("SignatureVersion").asString());
        var url = URI.create(message.get("SigningCertURL").asString());
        if (algorithm == null
                || !url.getScheme().equals("https")
                || !url.getPath().endsWith(".pem")
                || !url.getHost().matches("sns\\.[a-zA-Z0-9\\-]{3,}\\.amazonaws\\.com(\\.cn)?")) {
            return false;
        }
        var text = new StringBuilder();
        for (var key :
                List.of("Message", "MessageId", "Subject", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type")) {
            if (message.has(key)) {
                text.append(key)
                        .append('\n')
                        .append(message.get(key).asString())
                        .append('\n');
            }
        }
        var verifier = Signature.getInstance(algorithm);
        verifier.initVerify(CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(server.getBytes(url.getPath()).body())));
        verifier.update(text.toString().getBytes(UTF_8));
        try {
            return verifier.verify(
                    Base64.getDecoder().decode(message.get("Signature").asString()));
        } catch (SignatureException | IllegalArgumentException e) {
            return false;
        }
    }

    private SnsMessageManager manager() {
        return SnsMessageManager.builder()
                .region(Region.US_EAST_1)
                .httpClient(new Rerouted(server))
                .build();
    }

    /** Asks the server, whatever host it is told. */
    private record Rerouted(TestServer server) implements SdkHttpClient {

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    var answer = server.getBytes(request.httpRequest().encodedPath());
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder()
                                    .statusCode(answer.statusCode())
                                    .build())
                            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer.body())))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }

    /** The npm package sns-validator, as it is, run by node; only the address that its connections go to is changed. */
    private record NpmValidator(Path folder, Path authority, int port) {

        private static final String SCRIPT = """
                const https = require('https'), fs = require('fs');
                const get = https.get;
                const here = (host, options, done) =>
                    options.all ? done(null, [{address: '127.0.0.1', family: 4}]) : done(null, '127.0.0.1', 4);
                https.get = (url, done) => get(url, {port: Number(process.argv[3]), lookup: here}, done);
                const Validator = require('sns-validator');
                const validator = new Validator();
                const messages = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
                (async () => {
                    const verdicts = [];
                    for (const message of messages) {
                        verdicts.push(await new Promise(resolve => validator.validate(message,
                            error => resolve(error ? 'refused: ' + error.message : 'accepted'))));
                    }
                    console.log(JSON.stringify(verdicts));
                })();
                """;

        /** Whether it can be had. */
        boolean install() throws Exception {
            try {
                Files.writeString(folder.resolve("package.json"), "{\"private\":true}");
                return run("npm", "install", "--no-audit", "--no-fund", "sns-validator@0.3.5")
                                .waitFor()
                        == 0;
            } catch (IOException e) {
                return false;
            }
        }

        List<String> verdicts(List<String> messages) throws Exception {
            Files.writeString(folder.resolve("messages.json"), JSON.writeValueAsString(messages));
            Files.writeString(folder.resolve("run.js"), SCRIPT);
            var node = run("node", "run.js", "messages.json", String.valueOf(port));
            assertThat(node.waitFor()).as(said()).isZero();
            return JSON.readTree(said())
                    .valueStream()
                    .map(verdict -> verdict.asString())
                    .toList();
        }

        private Process run(String... command) throws IOException {
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("said").toFile());
            builder.environment().put("NODE_EXTRA_CA_CERTS", authority.toString());
            return builder.start();
        }

        private String said() throws IOException {
            return Files.readString(folder.resolve("said"));
        }
    }
}
