package org.almoner.client.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.almoner.client.failure.AlmonerException;
import org.jspecify.annotations.Nullable;

/**
 * Authorized calls to one server. A call that the server was too busy for is repeated as the retry policy says; one whose
 * answer was lost is repeated only where doing it twice is the same as doing it once. Safe for use by many threads.
 */
public final class Api {

    private static final int ITEMS_PER_PAGE = 200;
    private static final String JSON = "application/json";

    private final Connection connection;
    private final Tokens tokens;
    private final Patience patience;

    /**
     * An API whose tokens come from one endpoint.
     *
     * @param address the server's address, with the path in front of the API's own if there is one
     * @param tokenEndpoint where tokens are asked for
     */
    public Api(URI address, URI tokenEndpoint, ClientCredentials credentials, Wire wire) {
        this.connection = new Connection(address, wire);
        this.patience = wire.patience();
        this.tokens = new Tokens(connection, tokenEndpoint, credentials, patience);
    }

    /** The token that the next call would carry. */
    public Token token() {
        return tokens.current();
    }

    /** Says that the server did not accept a token: the next call carries another one. */
    public void discard(Token refused) {
        tokens.discard(refused);
    }

    /** The address of a route on this server. */
    public URI address(Route route) {
        return route.under(connection.address());
    }

    /** How this API waits. */
    public Patience patience() {
        return patience;
    }

    /** One resource. */
    public <T> T get(Route route, Class<T> type) {
        return get(route, type, Duration.ZERO);
    }

    /**
     * One resource whose answer the server may hold back.
     *
     * @param held for how long it may, on top of what an answer may take
     */
    public <T> T get(Route route, Class<T> type, Duration held) {
        return call("GET", route, null, JSON, true, held).read(type, "GET " + route);
    }

    /**
     * One resource that is not JSON, as text.
     *
     * @param mediaType what is asked for
     */
    public String text(Route route, String mediaType) {
        return call("GET", route, null, mediaType, true, Duration.ZERO).text();
    }

    /**
     * All items of a listing, be it paged or a bare array. The first page is asked for when the stream is used, and each
     * further one when the stream gets there.
     */
    public <T> Stream<T> items(Route route, Class<T> type) {
        var items = new PageIterator<T>(number -> page(route, number, type));
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    /**
     * All items of a listing that is asked for by {@code start}, counted from 1, and {@code limit}. The first items are asked for when
     * the stream is used, and further ones when the stream gets there.
     */
    public <T> Stream<T> slices(Route route, Class<T> type) {
        var items = new PageIterator<T>(number -> slice(route, number, type));
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    private <T> Page<T> slice(Route route, int number, Class<T> type) {
        var before = (number - 1L) * ITEMS_PER_PAGE;
        var sliced = route.with("start", before + 1).with("limit", ITEMS_PER_PAGE);
        var what = "GET " + sliced;
        var json = call("GET", sliced, null, true).json(what);
        if (!json.isArray()) {
            throw new AlmonerException.BadAnswer("The answer to " + what + " is not a listing");
        }
        var items = Json.readAll(json, type, what);
        // A slice that is not full is the last one.
        var total = items.size() == ITEMS_PER_PAGE ? Long.MAX_VALUE : before + items.size();
        return new Page<>(number, total, ITEMS_PER_PAGE, items);
    }

    private <T> Page<T> page(Route route, int number, Class<T> type) {
        var paged = route.with("page", number).with("page_size", ITEMS_PER_PAGE);
        var what = "GET " + paged;
        var json = call("GET", paged, null, true).json(what);
        if (json.isArray()) {
            var items = Json.readAll(json, type, what);
            return new Page<>(number, items.size(), items.size(), items);
        }
        if (!json.path("items").isArray() || !json.path("total").isIntegralNumber()) {
            throw new AlmonerException.BadAnswer("The answer to " + what + " is not a listing");
        }
        return new Page<>(
                json.path("current_page").asInt(number),
                json.path("total").asLong(),
                json.path("page_size").asInt(ITEMS_PER_PAGE),
                Json.readAll(json.path("items"), type, what));
    }

    /** Makes something. */
    public <T> T post(Route route, Object body, Class<T> type) {
        return call("POST", route, body, false).read(type, "POST " + route);
    }

    /**
     * Makes something whose answer the server may hold back.
     *
     * @param held for how long it may, on top of what an answer may take
     */
    public <T> T post(Route route, Object body, Class<T> type, Duration held) {
        return call("POST", route, body, JSON, false, held).read(type, "POST " + route);
    }

    /** Makes something unless it is there: asked for twice, it is there once. So it is repeated when the answer was lost. */
    public <T> T ensure(Route route, Object body, Class<T> type) {
        return call("POST", route, body, true).read(type, "POST " + route);
    }

    /** Does something that answers nothing. */
    public void post(Route route, Object body) {
        call("POST", route, body, false);
    }

    /** Changes something. */
    public <T> T patch(Route route, Object body, Class<T> type) {
        return call("PATCH", route, body, true).read(type, "PATCH " + route);
    }

    /** Changes something of which there is nothing to be told afterwards. */
    public void patch(Route route, Object body) {
        call("PATCH", route, body, true);
    }

    /** Removes something. */
    public void delete(Route route) {
        call("DELETE", route, null, true);
    }

    /** Removes something, and says what has come of it. Not repeated when the answer was lost. */
    public <T> T delete(Route route, Class<T> type) {
        return call("DELETE", route, null, false).read(type, "DELETE " + route);
    }

    /** What a resource's headers say. */
    public Answer head(Route route) {
        return call("HEAD", route, null, true);
    }

    /**
     * One attempt to send bytes, however long it takes while they move. Not repeated: where to go on is for the caller to
     * find out.
     *
     * @param moved how many bytes have gone out
     * @throws IOException if no answer came
     */
    public Answer send(String method, Route route, Map<String, String> headers, BodyPublisher body, LongSupplier moved)
            throws IOException {
        var token = tokens.current();
        var request = authorized(route, token).method(method, body);
        headers.forEach(request::header);
        var answer = connection.transfer(request, moved);
        if (answer.status() == 401) {
            tokens.discard(token);
        }
        return successful(answer);
    }

    /** The failure of an attempt that got no answer, in words. */
    public AlmonerException.Unreachable unreachable(IOException cause) {
        return connection.unreachable(cause);
    }

    private Answer call(String method, Route route, @Nullable Object body, boolean repeatable) {
        return call(method, route, body, JSON, repeatable, Duration.ZERO);
    }

    private Answer call(
            String method, Route route, @Nullable Object body, String accept, boolean repeatable, Duration held) {
        var attempts = patience.begin();
        boolean renewed = false;
        while (true) {
            var token = tokens.current();
            try {
                var answer = connection.exchange(request(method, route, body, accept, token), held);
                if (answer.status() != 401 || renewed) {
                    return successful(answer);
                }
                tokens.discard(token);
                renewed = true;
            } catch (IOException e) {
                waitOrThrow(attempts, method, route, connection.unreachable(e), repeatable || neverArrived(e));
            } catch (AlmonerException.ServerFailed e) {
                waitOrThrow(
                        attempts, method, route, e, repeatable || e.problem().status() == 503);
            } catch (AlmonerException.TooMany e) {
                waitOrThrow(attempts, method, route, e, true);
            }
        }
    }

    private void waitOrThrow(
            Patience.Attempts attempts, String method, Route route, AlmonerException failure, boolean again) {
        if (!again) {
            throw failure;
        }
        var waited = attempts.waitIfPassing(failure);
        connection.listener().waiting(method, route.toString(), failure, waited);
    }

    private static boolean neverArrived(IOException failure) {
        return failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
    }

    private Answer successful(Answer answer) {
        if (!answer.successful()) {
            throw answer.refusal(connection.clock());
        }
        return answer;
    }

    private HttpRequest.Builder request(String method, Route route, @Nullable Object body, String accept, Token token) {
        var request = authorized(route, token).header("Accept", accept);
        return body == null
                ? request.method(method, BodyPublishers.noBody())
                : request.header("Content-Type", JSON).method(method, BodyPublishers.ofByteArray(Json.write(body)));
    }

    private HttpRequest.Builder authorized(Route route, Token token) {
        return connection.request(route.under(connection.address())).header("Authorization", "Bearer " + token.value());
    }
}
