package org.almoner.bench.download;

import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;

import org.almoner.bench.download.AlmonerServer.Running;
import org.almoner.bench.download.Publication.Downloader;
import org.almoner.bench.download.Publication.Places;
import org.almoner.bench.measure.BenchFailure;
import org.jspecify.annotations.Nullable;

/** Almoner as it is built, with the test files published on it as a publisher does it. */
final class AlmonerChallenger implements Challenger {

    private static final String NAME = "Almoner";

    private final AlmonerServer server;
    private final TestFiles files;
    private final HttpClient http;
    private @Nullable Running running;
    private @Nullable Published published;

    /** What outlives a restart. */
    private record Published(Places places, Downloader downloader, String listing) {}

    AlmonerChallenger(AlmonerServer server, TestFiles files, HttpClient http) {
        this.server = server;
        this.files = files;
        this.http = http;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Contender start() {
        var started = server.start("almoner", List.of());
        running = started;
        var admin = admin(started);
        var publication = new Publication(admin, files);
        var places = publication.publish();
        var downloader = publication.downloader();
        var client = client(started, downloader);
        published = new Published(places, downloader, client.get(places.listing()));
        return contender(started, places, client);
    }

    @Override
    public String listing() {
        return published().listing();
    }

    @Override
    public Contender startSmall() {
        if (running != null) {
            server.stop(running);
        }
        var started = server.start("almoner-small", List.of("-Xmx256m"));
        running = started;
        return contender(
                started, published().places(), client(started, published().downloader()));
    }

    @Override
    public Optional<GcLog> garbage() {
        return Optional.ofNullable(running).map(Running::garbageCollection);
    }

    private Published published() {
        if (published == null) {
            throw new IllegalStateException("Not started yet");
        }
        return published;
    }

    private static Contender contender(Running started, Places places, AlmonerApi client) {
        return new Contender(NAME, started.address(), started.tree(), places.targets(client));
    }

    private AlmonerApi admin(Running started) {
        var credentials = Publication.adminCredentials(server.data());
        var id = credentials.get("ALMONER_ADMIN_CLIENT_ID");
        var secret = credentials.get("ALMONER_ADMIN_CLIENT_SECRET");
        if (id == null || secret == null) {
            throw new BenchFailure("Almoner left no administrator's credentials in its data folder");
        }
        return AlmonerApi.login(http, started.address(), id, secret);
    }

    private AlmonerApi client(Running started, Downloader downloader) {
        return AlmonerApi.login(http, started.address(), downloader.clientId(), downloader.secret());
    }
}
