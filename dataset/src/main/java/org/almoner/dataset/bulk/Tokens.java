package org.almoner.dataset.bulk;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What goes into the Authorization header. Tokens are asked for when first needed and again before they end, once for all threads. */
final class Tokens {

    private static final int LONGEST_ANSWER = 1 << 20;

    /** What SMART recommends, for servers that do not say. */
    private static final Duration USUAL_LIFE = Duration.ofMinutes(5);

    /** No token is renewed earlier than this before its end, however long it lives. */
    private static final Duration EARLIEST_RENEWAL = Duration.ofMinutes(2);

    private final Authentication authentication;
    private final BulkRequest request;
    private final HttpClient client;
    private final ReentrantLock asking = new ReentrantLock();
    private @Nullable Token held;
    private @Nullable URI endpoint;

    Tokens(Authentication authentication, BulkRequest request, HttpClient client) {
        this.authentication = authentication;
        this.request = request;
        this.client = client;
    }

    private record Token(String header, Instant renewal) {
        @Override
        public String toString() {
            return "Token[***]";
        }
    }

    /** The header's value; empty if there is none to be sent. */
    Optional<String> header(Session session) {
        return switch (authentication) {
            case Authentication.None() -> Optional.empty();
            case Authentication.Bearer bearer -> Optional.of("Bearer " + bearer.token());
            case Authentication.ClientSecret secret -> Optional.of(current(session, secret.tokenEndpoint()));
            case Authentication.SignedAssertion signed -> Optional.of(current(session, signed.tokenEndpoint()));
        };
    }

    /** A server did not accept it; whether another can be had. */
    boolean refused(String header) {
        return switch (authentication) {
            case Authentication.None() -> false;
            case Authentication.Bearer _ -> false;
            case Authentication.ClientSecret _, Authentication.SignedAssertion _ -> {
                asking.lock();
                try {
                    if (held != null && held.header().equals(header)) {
                        held = null;
                    }
                } finally {
                    asking.unlock();
                }
                yield true;
            }
        };
    }

    private String current(Session session, Optional<URI> given) {
        asking.lock();
        try {
            var token = held;
            if (token == null || !session.now().isBefore(token.renewal())) {
                var address = endpoint;
                if (address == null) {
                    address = given.orElseGet(() -> discovered(session));
                    endpoint = address;
                }
                token = ask(session, address);
                held = token;
            }
            return token.header();
        } finally {
            asking.unlock();
        }
    }

    private URI discovered(Session session) {
        var address = request.below(".well-known/smart-configuration");
        var call = Wire.Call.get(address, Map.of("Accept", "application/json"), Optional.empty());
        var found = persistently(session, () -> call);
        return Json.object(found.successful() ? found.body() : "")
                .flatMap(json -> Json.text(json, "token_endpoint"))
                .flatMap(text -> Wire.resolved(found.uri(), text))
                .filter(uri -> Urls.noWeaker(request.base(), uri))
                .orElseThrow(() -> new BulkExportException.Unfinished(Urls.shown(address) + " (" + found.status()
                        + ") names no token endpoint that can be used. Set the token endpoint."));
    }

    private Token ask(Session session, URI address) {
        var asked = session.now();
        var answer = persistently(session, () -> call(session, address));
        var json = Json.object(answer.body());
        var value = json.flatMap(body -> Json.text(body, "access_token"));
        if (!answer.successful() || value.isEmpty()) {
            var said = json.flatMap(body -> Json.text(body, "error")
                            .map(error -> ", " + error
                                    + Json.text(body, "error_description")
                                            .map(more -> ": " + more)
                                            .orElse("")))
                    .map(Outcomes::bounded)
                    .orElse("");
            throw new BulkExportException.Unfinished("The token endpoint " + Urls.shown(address) + " gives no token ("
                    + answer.status() + said + "). Check the client id, the scope, and that the server knows the "
                    + (authentication instanceof Authentication.SignedAssertion
                            ? "public key under its key id."
                            : "secret."));
        }
        var life = json.map(Tokens::life).orElse(USUAL_LIFE);
        var fifth = life.dividedBy(5);
        return new Token("Bearer " + value.get(), asked.plus(life).minus(BulkLimits.shorter(fifth, EARLIEST_RENEWAL)));
    }

    private static Duration life(JsonNode json) {
        long seconds = json.path("expires_in").asLong(USUAL_LIFE.toSeconds());
        return Duration.ofSeconds(Math.clamp(seconds, 1, Duration.ofDays(1).toSeconds()));
    }

    /** A new one for each attempt: an assertion is good for one. */
    private Wire.Call call(Session session, URI address) {
        return switch (authentication) {
            case Authentication.ClientSecret client ->
                form(address, Optional.of(basic(client)), "scope=" + encoded(client.scope()));
            case Authentication.SignedAssertion client ->
                form(
                        address,
                        Optional.empty(),
                        "scope=" + encoded(client.scope())
                                + "&client_assertion_type="
                                + encoded("urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                                + "&client_assertion="
                                + Assertion.of(
                                        client,
                                        address,
                                        session.now(),
                                        session.world().random()));
            case Authentication.None _, Authentication.Bearer _ ->
                throw new IllegalStateException("Nothing to ask a token with");
        };
    }

    private static Wire.Call form(URI address, Optional<String> authorization, String fields) {
        return new Wire.Call(
                Wire.Kind.POST,
                address,
                Map.of("Accept", "application/json"),
                authorization,
                Optional.of("grant_type=client_credentials&" + fields));
    }

    /** RFC 6749 §2.3.1: each half is form-encoded first. */
    private static String basic(Authentication.ClientSecret client) {
        var pair = encoded(client.clientId()) + ":" + encoded(client.secret());
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Answer persistently(Session session, Supplier<Wire.Call> calls) {
        var attempts = session.attempts();
        while (true) {
            var call = calls.get();
            try {
                var answer = Wire.send(session, client, call, Receiver.Target.text(LONGEST_ANSWER));
                if (!answer.passing() || !attempts.pauseAfterFailure(answer.retryAfter(session.now()))) {
                    return answer;
                }
            } catch (IOException e) {
                if (!attempts.pauseAfterFailure(Optional.empty())) {
                    throw new BulkExportException.Unfinished(
                            call + " failed: " + Wire.reason(e) + ". Check the address and the network.", e);
                }
            }
        }
    }
}
