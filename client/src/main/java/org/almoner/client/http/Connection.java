package org.almoner.client.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

import javax.net.ssl.SSLException;

import org.almoner.client.failure.AlmonerException;

/** Single exchanges with one server, neither authorized nor repeated. */
final class Connection {

    /** Far more than any listing or problem; a bound for servers that never end. */
    private static final long LONGEST_ANSWER = 64L << 20;

    private static final List<String> SCHEMES = List.of("http", "https");

    private final URI address;
    private final Wire wire;

    Connection(URI address, Wire wire) {
        this.address = checked(address);
        this.wire = wire;
    }

    private static URI checked(URI address) {
        var scheme = address.getScheme();
        if (scheme == null
                || !SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))
                || address.getHost() == null
                || address.getRawUserInfo() != null
                || address.getRawQuery() != null
                || address.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "Not the address of a server: '" + address + "'; it looks like https://files.example.org");
        }
        return address;
    }

    URI address() {
        return address;
    }

    InstantSource clock() {
        return wire.patience().clock();
    }

    CallListener listener() {
        return wire.listener();
    }

    HttpRequest.Builder request(URI target) {
        return HttpRequest.newBuilder(target).header("User-Agent", wire.userAgent());
    }

    /** Sends a request whose body is small, and reads the answer whole. */
    Answer exchange(HttpRequest.Builder request) throws IOException {
        return exchange(request, Duration.ZERO);
    }

    /** {@link #exchange(HttpRequest.Builder)} with a server that may hold the answer back for some time. */
    Answer exchange(HttpRequest.Builder request, Duration held) throws IOException {
        var patience = wire.timeouts().answer().plus(held);
        return exchange(request.timeout(patience).build(), () -> 0, patience);
    }

    /** Sends a request whose body may take as long as it moves. */
    Answer transfer(HttpRequest.Builder request, LongSupplier moved) throws IOException {
        return exchange(request.build(), moved, wire.timeouts().stall());
    }

    private Answer exchange(HttpRequest request, LongSupplier moved, Duration stall) throws IOException {
        var begun = clock().instant();
        try {
            var handler = BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER);
            var response = Stall.await(wire.http().sendAsync(request, handler), moved, stall);
            listener()
                    .answered(
                            request.method(),
                            relative(request.uri()),
                            response.statusCode(),
                            Duration.between(begun, clock().instant()));
            return answer(response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AlmonerException.Interrupted(e);
        }
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        if (response.statusCode() >= 300 && response.statusCode() < 400 && response.statusCode() != 304) {
            throw new AlmonerException.BadAnswer("The server sends callers on to "
                    + response.headers().firstValue("Location").orElse("another address")
                    + ". Credentials are not sent after it: if it is right, set it as the server's address.");
        }
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    private String relative(URI target) {
        var text = target.toString();
        var base = address.toString();
        return text.startsWith(base) ? text.substring(base.length()) : text;
    }

    /** Says in words for people why no answer came. */
    AlmonerException.Unreachable unreachable(IOException cause) {
        return new AlmonerException.Unreachable(why(cause), cause);
    }

    private String why(IOException cause) {
        var server = address.getScheme() + "://" + address.getRawAuthority();
        for (Throwable each = cause; each != null; each = each.getCause()) {
            switch (each) {
                case UnresolvedAddressException _, UnknownHostException _ -> {
                    return "No such host: " + address.getHost() + ". Check the server's address.";
                }
                case ConnectException _ -> {
                    return "Nothing answers at " + server + ". Check the address, and that the server is up.";
                }
                case HttpTimeoutException _ -> {
                    return "No answer from " + server + " in time.";
                }
                case SSLException tls -> {
                    return "No safe connection to " + server + ": " + tls.getMessage();
                }
                default -> {}
            }
        }
        return "The connection to " + server + " broke: " + cause.getMessage();
    }
}
