package org.almoner.bench.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.almoner.bench.download.AlmonerServer.Running;
import org.almoner.bench.measure.BenchFailure;
import org.almoner.client.AlmonerClient;
import org.almoner.client.admin.ClientRequest;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.ClientCredentials;
import org.jspecify.annotations.Nullable;

/** Almoner as it is built, with the test files published on it as a publisher does it. */
final class AlmonerChallenger implements Challenger {

    private static final String ORGANIZATION = "bench";

    private final AlmonerServer server;
    private final TestFiles files;
    private @Nullable Running running;
    private @Nullable Published published;

    /** What outlives a restart. */
    private record Published(Publication publication, ClientCredentials downloader, String listing) {}

    AlmonerChallenger(AlmonerServer server, TestFiles files) {
        this.server = server;
        this.files = files;
    }

    @Override
    public String name() {
        return "Almoner";
    }

    @Override
    public Contender start() {
        var started = server.start("almoner", List.of());
        running = started;
        try (var admin = client(started, server.adminCredentials())) {
            var publication = new Publication(admin, files);
            var downloader = downloader(admin);
            var contender = contender(started, publication, downloader);
            published = new Published(publication, downloader, body(contender));
            return contender;
        } catch (AlmonerException e) {
            throw new BenchFailure("The files could not be published: " + e.getMessage(), e);
        }
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
        return contender(started, published().publication(), published().downloader());
    }

    @Override
    public Optional<String> trouble() {
        return Optional.ofNullable(running).flatMap(Running::trouble);
    }

    @Override
    public Optional<GcLog> garbage() {
        return Optional.ofNullable(running).map(Running::garbageCollection);
    }

    private Published published() {
        return Objects.requireNonNull(published, "Not started yet");
    }

    private Contender contender(Running started, Publication publication, ClientCredentials downloader) {
        try (var client = client(started, downloader)) {
            return new Contender(name(), started.address(), started.tree(), publication.targets(client));
        }
    }

    /** A client that may do no more than download, of an organization that owns nothing. */
    private static ClientCredentials downloader(AlmonerClient admin) {
        admin.admin().organizations().add(ORGANIZATION, "Benchmark");
        var request = new ClientRequest("bench", List.of("download"), null, null, true);
        var made = admin.admin().clients().add(ORGANIZATION, request);
        return new ClientCredentials(made.clientId(), Objects.requireNonNull(made.clientSecret()));
    }

    private static AlmonerClient client(Running started, ClientCredentials credentials) {
        return AlmonerClient.at(started.base()).credentials(credentials).open();
    }

    /** The listing, byte for byte as a client sees it. */
    private static String body(Contender contender) {
        var request = HttpRequest.newBuilder(
                contender.base().resolve(contender.targets().listing()));
        contender.targets().listingHeaders().forEach(request::header);
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new BenchFailure("The listing was answered with " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("Interrupted", e);
        }
    }
}
