package org.almoner.dataset.bulk;

import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

import org.almoner.dataset.disk.Disk;

/**
 * What an export needs of the world.
 *
 * @param http must not follow redirects: credentials would go with them
 * @param random spreads pauses and names assertions; must be safe for many threads, and hard to guess
 */
public record BulkWorld(HttpClient http, InstantSource clock, Sleeper sleeper, RandomGenerator random, Disk disk) {

    public BulkWorld {
        if (http.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("The HTTP client of an export must not follow redirects");
        }
    }

    private static final Duration CONNECT = Duration.ofSeconds(15);

    /** The real one. */
    public static BulkWorld real() {
        return new BulkWorld(
                HttpClient.newBuilder()
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build(),
                InstantSource.system(),
                Sleeper.REAL,
                new SecureRandom(),
                Disk.local());
    }
}
