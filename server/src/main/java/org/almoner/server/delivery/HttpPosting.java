package org.almoner.server.delivery;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends letters with Apache's HttpClient, of which little is left: it follows nothing, repeats nothing, unpacks nothing, remembers nobody, asks no proxy,
 * and connects to the addresses that {@link SafeResolver} gives it.
 */
final class HttpPosting implements Post, AutoCloseable {

    private static final TimeValue KEPT_OPEN = TimeValue.ofSeconds(5);
    private static final int OK = 200;
    private static final int REDIRECTION = 300;
    private static final int UNAUTHORIZED = 401;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final CloseableHttpClient http;
    private final Duration timeout;
    private final Clock clock;

    /**
     * @param trust which certificates of endpoints are believed
     * @param timeout for a step of an exchange; the whole of it is ended by whoever called
     * @param mostOpen how many exchanges there are at a time, at most
     */
    HttpPosting(SafeResolver resolver, SSLContext trust, Duration timeout, int mostOpen, Clock clock) {
        this.timeout = timeout;
        this.clock = clock;
        var step = Timeout.of(timeout);
        var connections = new DirectConnections()
                .setDnsResolver(new DnsResolver() {
                    @Override
                    public InetAddress[] resolve(String host) throws UnknownHostException {
                        return resolver.addresses(host).toArray(InetAddress[]::new);
                    }

                    @Override
                    public String resolveCanonicalHostname(String host) {
                        return host;
                    }
                })
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(
                        trust, HostnameVerificationPolicy.BUILTIN, HttpsSupport.getDefaultHostnameVerifier()))
                .setDefaultTlsConfig(
                        TlsConfig.custom().setHandshakeTimeout(step).build())
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setSoTimeout(step)
                        .setTcpNoDelay(true)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(step)
                        .setSocketTimeout(step)
                        // One that the endpoint has closed meanwhile would look like a failed try.
                        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                        .setTimeToLive(KEPT_OPEN)
                        .build())
                .setMaxConnTotal(mostOpen)
                .setMaxConnPerRoute(mostOpen)
                .build();
        this.http = HttpClientBuilder.create()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(step)
                        .setConnectionRequestTimeout(step)
                        .setConnectionKeepAlive(KEPT_OPEN)
                        .setExpectContinueEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setRedirectsEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setKeepAliveStrategy((_, _) -> KEPT_OPEN)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .disableDefaultUserAgent()
                .evictExpiredConnections()
                .build();
    }

    @Override
    public Outcome send(Letter letter, Exchange exchange) {
        try {
            var endpoint = letter.endpoint();
            var first = request(letter);
            var answer = exchanged(endpoint, first, exchange);
            var login = endpoint.login();
            if (answer.status() == UNAUTHORIZED && login.isPresent()) {
                var second = request(letter);
                var proof = Authorization.answering(answer.challenges(), login.get(), target(endpoint), second);
                if (proof.isPresent()) {
                    second.setHeader(HttpHeaders.AUTHORIZATION, proof.get());
                    answer = exchanged(endpoint, second, exchange);
                }
            }
            return judged(answer);
        } catch (IOException | HttpException | RuntimeException e) {
            if (exchange.brokenOff()) {
                return new Outcome.BrokenOff();
            }
            return new Outcome.Unanswered(new Attempt.NoAnswer(exchange.timedOut() ? tooSlow() : reason(e)));
        }
    }

    /** An answer as far as it matters. */
    private record Answer(int status, String firstBytes, Optional<Duration> retryAfter, List<String> challenges) {}

    private static HttpPost request(Letter letter) {
        var request = new HttpPost(letter.endpoint().target());
        letter.headers().forEach(header -> request.addHeader(header.name(), header.value()));
        request.setEntity(new ByteArrayEntity(letter.body(), null));
        return request;
    }

    private static HttpHost target(Endpoint endpoint) {
        return new HttpHost(endpoint.target().getScheme(), endpoint.host(), endpoint.port());
    }

    private Answer exchanged(Endpoint endpoint, HttpPost request, Exchange exchange) throws IOException, HttpException {
        exchange.closeBy(request::cancel);
        var response = http.executeOpen(target(endpoint), request, HttpClientContext.create());
        try {
            var entity = response.getEntity();
            var head = entity == null ? AnswerHead.NONE : AnswerHead.read(Objects.requireNonNull(entity.getContent()));
            if (!head.whole()) {
                // Closing alone would read the rest, however long it is, to use the connection again.
                request.cancel();
            }
            return new Answer(response.getCode(), head.text(), retryAfter(response), challenges(response));
        } finally {
            Closer.closeQuietly(response);
        }
    }

    private Optional<Duration> retryAfter(ClassicHttpResponse response) {
        return Optional.ofNullable(response.getFirstHeader(HttpHeaders.RETRY_AFTER))
                .flatMap(header -> RetryAfter.parse(header.getValue(), clock.instant()));
    }

    private static List<String> challenges(ClassicHttpResponse response) {
        return Arrays.stream(response.getHeaders(HttpHeaders.WWW_AUTHENTICATE))
                .map(NameValuePair::getValue)
                .toList();
    }

    private static Outcome judged(Answer answer) {
        var status = answer.status();
        var kept = new Attempt.Answered(status, answer.firstBytes());
        if (status >= OK && status < REDIRECTION) {
            return new Outcome.Accepted(kept);
        }
        // A status of no known class is treated as the server's failure (RFC 9110, section 15).
        if (status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || status >= SERVER_ERROR) {
            return new Outcome.Unready(kept, answer.retryAfter());
        }
        return new Outcome.Refused(kept);
    }

    private String tooSlow() {
        return "No complete answer within " + timeout.toMillis() + " ms";
    }

    private String reason(Exception e) {
        return switch (e) {
            case UnknownHostException unknown ->
                Objects.requireNonNullElse(unknown.getMessage(), "The host is not known");
            case SSLException tls -> "TLS failed: " + Objects.requireNonNullElse(tls.getMessage(), "no reason given");
            case ConnectException _, NoRouteToHostException _ -> "The endpoint cannot be connected to";
            case SocketTimeoutException _ -> tooSlow();
            case InterruptedIOException _ -> tooSlow();
            case NoHttpResponseException _ -> "The endpoint closed the connection without an answer";
            case ClientProtocolException _, HttpException _, MessageConstraintException _ ->
                "The endpoint's answer is not HTTP that can be understood";
            case IOException _ -> "The connection broke off";
            default -> "The letter could not be sent: " + e.getClass().getSimpleName();
        };
    }

    @Override
    public void close() {
        http.close(CloseMode.IMMEDIATE);
    }
}
