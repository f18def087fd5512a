package org.almoner.client.http;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;

import org.almoner.client.failure.AlmonerException;
import org.almoner.client.failure.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The access token of one client, asked for when first needed and again before it ends. However many threads need one,
 * one of them asks; while the old one is still good the others go on with it.
 */
final class Tokens {

    private static final String GRANT = "grant_type=client_credentials";

    private final Connection connection;
    private final URI endpoint;
    private final ClientCredentials credentials;
    private final Patience patience;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Token held;

    Tokens(Connection connection, URI endpoint, ClientCredentials credentials, Patience patience) {
        this.connection = connection;
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.patience = patience;
    }

    /** A token that is good now. */
    Token current() {
        var token = held;
        var now = connection.clock().instant();
        if (token == null || token.expiredAt(now)) {
            return askUnlessAnotherDid();
        }
        return token.dueAt(now) ? renewedOrSame(token) : token;
    }

    /** The server did not accept a token although its time is not up: it is asked for anew, once for all threads. */
    void discard(Token refused) {
        asking.lock();
        try {
            if (refused.equals(held)) {
                held = null;
            }
        } finally {
            asking.unlock();
        }
    }

    private Token askUnlessAnotherDid() {
        asking.lock();
        try {
            var token = held;
            if (token == null || token.expiredAt(connection.clock().instant())) {
                token = ask();
                held = token;
            }
            return token;
        } finally {
            asking.unlock();
        }
    }

    private Token renewedOrSame(Token good) {
        if (!asking.tryLock()) {
            return good;
        }
        try {
            if (!good.equals(held)) {
                return good;
            }
            var renewed = request();
            held = renewed;
            return renewed;
        } catch (IOException | AlmonerException.Refused e) {
            // There is still time: the next call tries again, and the last one tells of the failure.
            return good;
        } finally {
            asking.unlock();
        }
    }

    private Token ask() {
        var attempts = patience.begin();
        while (true) {
            try {
                return request();
            } catch (IOException e) {
                wait(attempts, connection.unreachable(e));
            } catch (AlmonerException.Refused e) {
                wait(attempts, e);
            }
        }
    }

    private void wait(Patience.Attempts attempts, AlmonerException failure) {
        var waited = attempts.waitIfPassing(failure);
        connection.listener().waiting("POST", endpoint.getPath(), failure, waited);
    }

    private Token request() throws IOException {
        var asked = connection.clock().instant();
        var answer = connection.exchange(connection
                .request(endpoint)
                .header("Authorization", basic(credentials))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(GRANT)));
        if (!answer.successful()) {
            throw refusal(answer.refusal(connection.clock()));
        }
        var grant = answer.read(Grant.class, "the request for a token");
        return grant.token(asked);
    }

    /** The endpoint says 400 as well as 401 to a wrong client (RFC 6749 §5.2); for a caller it is the same. */
    private AlmonerException.Refused refusal(AlmonerException.Refused failure) {
        return switch (failure) {
            case AlmonerException.NotAuthenticated e -> notAccepted(e.problem());
            case AlmonerException.Invalid e -> notAccepted(e.problem());
            case AlmonerException.Refused e -> e;
        };
    }

    private AlmonerException.NotAuthenticated notAccepted(Problem problem) {
        var detail = "The server gives no token to client '" + credentials.id() + "' (" + problem.title()
                + "). Check the client id and its secret, and that the client is not disabled.";
        return new AlmonerException.NotAuthenticated(
                new Problem(problem.status(), problem.type(), problem.title(), detail, problem.requestId()));
    }

    /** RFC 6749 §2.3.1: both are form-encoded before they are joined, so that either may hold a colon. */
    private static String basic(ClientCredentials credentials) {
        var joined = URLEncoder.encode(credentials.id(), StandardCharsets.UTF_8) + ":"
                + URLEncoder.encode(credentials.secret(), StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(joined.getBytes(StandardCharsets.UTF_8));
    }

    private record Grant(
            @Nullable String accessToken,
            @Nullable String tokenType,
            long expiresIn,
            @Nullable String scope) {

        Token token(Instant asked) {
            if (accessToken == null || accessToken.isBlank() || expiresIn <= 0) {
                throw new AlmonerException.BadAnswer("The server's token has no value or no time to live");
            }
            return new Token(accessToken, asked, asked.plusSeconds(expiresIn), scope == null ? "" : scope);
        }
    }
}
