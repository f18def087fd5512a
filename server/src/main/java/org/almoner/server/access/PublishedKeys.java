package org.almoner.server.access;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import org.springframework.stereotype.Component;

/**
 * Public keys that others publish: fetched when first needed, kept for five minutes, fetched again when a token names a key
 * that is not among them, but no more than twice in half a minute, so that forged tokens cannot make us hammer somebody.
 */
@Component
class PublishedKeys implements ResourceRetriever {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST = 100_000;
    private static final int MOST_SETS = 1_000;

    /** Follows no redirect: only the address that was agreed on is asked. */
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final Cache<URI, JWKSource<SecurityContext>> sets =
            Caffeine.newBuilder().maximumSize(MOST_SETS).build();

    JWKSource<SecurityContext> at(URI uri) {
        return sets.get(uri, this::source);
    }

    private JWKSource<SecurityContext> source(URI uri) {
        try {
            return JWKSourceBuilder.<SecurityContext>create(uri.toURL(), this)
                    .retrying(false)
                    .refreshAheadCache(false)
                    .build();
        } catch (IOException e) {
            throw new IllegalStateException("Not an address that keys can be fetched from: " + uri, e);
        }
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        return new Resource(fetch(url), "application/json");
    }

    /** The body of a 200 answer, in UTF-8. */
    String fetch(URL url) throws IOException {
        try {
            var request = HttpRequest.newBuilder(url.toURI())
                    .timeout(PATIENCE)
                    .header("Accept", "application/jwk-set+json, application/json")
                    .build();
            var response = http.send(request, BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException(url + " answered " + response.statusCode());
                }
                var bytes = body.readNBytes(LONGEST + 1);
                if (bytes.length > LONGEST) {
                    throw new IOException(url + " answered with more than " + LONGEST + " bytes");
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
