package org.almoner.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

import org.almoner.client.admin.Admin;
import org.almoner.client.catalog.Catalog;
import org.almoner.client.download.DownloadSettings;
import org.almoner.client.download.Downloader;
import org.almoner.client.download.Engine;
import org.almoner.client.events.Events;
import org.almoner.client.http.Api;
import org.almoner.client.http.CallListener;
import org.almoner.client.http.ClientCredentials;
import org.almoner.client.http.Patience;
import org.almoner.client.http.RetryPolicy;
import org.almoner.client.http.Route;
import org.almoner.client.http.Sleeper;
import org.almoner.client.http.Timeouts;
import org.almoner.client.http.Token;
import org.almoner.client.http.Wire;
import org.almoner.client.publish.ArchiveImporter;
import org.almoner.client.publish.Publisher;
import org.almoner.client.subscription.Subscriptions;
import org.almoner.client.syndication.Syndication;
import org.jspecify.annotations.Nullable;

/**
 * A client of one server. Opens no connection before the first call. Safe for use by many threads, as is all that it hands
 * out.
 *
 * {@snippet :
 * try (var almoner = AlmonerClient.at(URI.create("https://files.example.org"))
 *         .credentials(new ClientCredentials(id, secret))
 *         .open()) {
 *     var newest = almoner.catalog().versions("icd-10-cm-1", "code-descriptions-2").findFirst().orElseThrow();
 *     var version = new VersionAddress("icd-10-cm-1", "code-descriptions-2", newest.versionSlug());
 *     for (var file : almoner.catalog().files(version)) {
 *         almoner.downloads().fetch(version, file, Path.of("releases"), false, DownloadListener.NONE);
 *     }
 * }
 * }
 */
public final class AlmonerClient implements AutoCloseable {

    private static final long USUAL_PART = 64L << 20;

    private final HttpClient http;
    private final Api api;
    private final Engine engine;
    private final long partSize;

    private AlmonerClient(Builder builder, ClientCredentials credentials) {
        var timeouts = builder.timeouts;
        // HTTP/1.1: asking for an upgrade on the first request would send its body twice where a server agrees.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeouts.connect())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        var patience = new Patience(builder.retries, builder.clock, builder.sleeper, builder.random);
        var wire = new Wire(http, timeouts, patience, builder.userAgent, builder.listener);
        var tokenEndpoint = builder.tokenEndpoint;
        this.api = new Api(
                builder.address,
                tokenEndpoint == null ? Route.of("oauth", "token").under(builder.address) : tokenEndpoint,
                credentials,
                wire);
        this.engine = new Engine(wire, builder.downloads);
        this.partSize = builder.partSize;
    }

    /**
     * Starts with a server.
     *
     * @param address such as {@code https://files.example.org}, with a path if the server stands behind one
     */
    public static Builder at(URI address) {
        return new Builder(address);
    }

    /** What this client may fetch. */
    public Catalog catalog() {
        return new Catalog(api);
    }

    /** Fetches files. */
    public Downloader downloads() {
        return new Downloader(catalog(), engine);
    }

    /** The extracts of this client's organization. */
    public Syndication syndication() {
        return new Syndication(api, downloads());
    }

    /** What happened since one last looked. */
    public Events events() {
        return new Events(api);
    }

    /** Being told of the same by webhook. */
    public Subscriptions subscriptions() {
        return new Subscriptions(api);
    }

    /** Brings archives that were made elsewhere into the server. */
    public ArchiveImporter archives() {
        return new ArchiveImporter(api, partSize);
    }

    /** Publishes releases. */
    public Publisher publisher() {
        return new Publisher(api, partSize);
    }

    /** The administrative calls. */
    public Admin admin() {
        return new Admin(api);
    }

    /** The access token that the next call would carry, for use with other programs. */
    public Token token() {
        return api.token();
    }

    /** Ends all that is under way. */
    @Override
    public void close() {
        engine.close();
        http.shutdownNow();
        http.close();
    }

    /** What a client is made of. All but the address and the credentials has a usual value. */
    public static final class Builder {

        private final URI address;
        private @Nullable ClientCredentials credentials;
        private @Nullable URI tokenEndpoint;
        private RetryPolicy retries = RetryPolicy.PATIENT;
        private Timeouts timeouts = Timeouts.USUAL;
        private InstantSource clock = Clock.systemUTC();
        private Sleeper sleeper = Sleeper.REAL;
        private RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        private String userAgent = "almoner-client";
        private CallListener listener = CallListener.NONE;
        private long partSize = USUAL_PART;
        private DownloadSettings downloads = DownloadSettings.USUAL;

        private Builder(URI address) {
            this.address = address;
        }

        /** What the client proves itself with. */
        public Builder credentials(ClientCredentials given) {
            this.credentials = given;
            return this;
        }

        /** Where tokens are asked for, if not at the server itself: at an organization's own issuer. */
        public Builder tokenEndpoint(URI endpoint) {
            this.tokenEndpoint = endpoint;
            return this;
        }

        public Builder retries(RetryPolicy policy) {
            this.retries = policy;
            return this;
        }

        public Builder timeouts(Timeouts given) {
            this.timeouts = given;
            return this;
        }

        public Builder clock(InstantSource given) {
            this.clock = given;
            return this;
        }

        public Builder sleeper(Sleeper given) {
            this.sleeper = given;
            return this;
        }

        /** @param given spreads waits; safe for use by many threads */
        public Builder random(RandomGenerator given) {
            this.random = given;
            return this;
        }

        /** What the server's log calls this program. */
        public Builder userAgent(String name) {
            this.userAgent = name;
            return this;
        }

        public Builder listener(CallListener given) {
            this.listener = given;
            return this;
        }

        /** How files are fetched: over how many connections, and how fast at most. */
        public Builder downloads(DownloadSettings given) {
            this.downloads = given;
            return this;
        }

        /** @param bytes how much of an upload goes out before the server acknowledges it; at least 1 */
        public Builder uploadPart(long bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("A part has at least one byte, not " + bytes);
            }
            this.partSize = bytes;
            return this;
        }

        /**
         * Makes the client.
         *
         * @throws IllegalArgumentException if the address is not that of a server
         * @throws IllegalStateException if there are no credentials
         */
        public AlmonerClient open() {
            if (credentials == null) {
                throw new IllegalStateException("A client needs credentials");
            }
            return new AlmonerClient(this, credentials);
        }
    }
}
