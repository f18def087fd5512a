package org.almoner.cli.command;

import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.almoner.cli.World;
import org.almoner.cli.copy.CopySettings;
import org.almoner.cli.output.Output;
import org.almoner.cli.output.Plain;
import org.almoner.cli.settings.Role;
import org.almoner.cli.settings.Settings;
import org.almoner.cli.watch.WatchSettings;
import org.almoner.client.AlmonerClient;
import org.almoner.client.download.DownloadSettings;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.CallListener;
import org.almoner.client.http.ClientCredentials;
import org.almoner.client.http.RetryPolicy;
import org.jspecify.annotations.Nullable;

/** What commands share: what the command line and the settings say, a client made of it, and where to print. */
public final class Context implements AutoCloseable {

    private final World world;
    private final GlobalOptions options;
    private @Nullable Output output;
    private @Nullable Settings settings;
    private @Nullable AlmonerClient client;
    private final List<AlmonerClient> others = new ArrayList<>();

    public Context(World world, GlobalOptions options) {
        this.world = world;
        this.options = options;
    }

    /** To be used once the command line has been parsed. */
    public Output out() {
        if (output == null) {
            var mode = new Output.Mode(options.json(), options.quiet(), options.verbose(), world.terminal());
            output = new Output(world.out(), world.err(), mode);
        }
        return output;
    }

    Settings settings() {
        if (settings == null) {
            settings = Settings.of(options.settings(), world.variables(), world.home());
            if (settings.exposed()) {
                out().warn("Others on this machine can read the secret in " + settings.file() + ". Do: chmod 600 "
                        + settings.file());
            }
        }
        return settings;
    }

    /** A client that fetches. */
    AlmonerClient reader() {
        return open(Role.READER, DownloadSettings.USUAL);
    }

    /** A client that fetches as it is told to. */
    AlmonerClient reader(DownloadSettings downloads) {
        return open(Role.READER, downloads);
    }

    /** A client that publishes and administers. */
    AlmonerClient admin() {
        return open(Role.ADMIN, DownloadSettings.USUAL);
    }

    private AlmonerClient open(Role role, DownloadSettings downloads) {
        if (client == null) {
            client = open(
                    settings().url(),
                    settings().credentials(role),
                    settings().tokenUrl(),
                    builder -> builder.downloads(downloads));
        }
        return client;
    }

    /**
     * A client of a server that a copy is kept from; of the one that commands talk to otherwise, where the copy's settings do not say.
     */
    AlmonerClient client(CopySettings.Server server, DownloadSettings downloads) {
        return open(server, builder -> builder.downloads(downloads));
    }

    /** The same, giving up at the first failure: for whoever looks for what is wrong. */
    AlmonerClient impatient(CopySettings.Server server) {
        return open(server, builder -> builder.retries(RetryPolicy.NONE));
    }

    /** A client that publishes what is put into watched folders. */
    AlmonerClient publisher(WatchSettings watched) {
        var opened = open(
                watched.url().orElseGet(() -> settings().url()),
                watched.credentials().orElseGet(() -> settings().credentials(Role.ADMIN)),
                watched.tokenUrl()
                        .or(() -> watched.url().isPresent()
                                ? Optional.empty()
                                : settings().tokenUrl()),
                UnaryOperator.identity());
        others.add(opened);
        return opened;
    }

    private AlmonerClient open(CopySettings.Server server, UnaryOperator<AlmonerClient.Builder> more) {
        var opened = open(
                server.url().orElseGet(() -> settings().url()),
                server.credentials().orElseGet(() -> settings().credentials(Role.READER)),
                server.tokenUrl()
                        .or(() -> server.url().isPresent()
                                ? Optional.empty()
                                : settings().tokenUrl()),
                more);
        others.add(opened);
        return opened;
    }

    private AlmonerClient open(
            URI url, ClientCredentials credentials, Optional<URI> tokenUrl, UnaryOperator<AlmonerClient.Builder> more) {
        warnIfReadable(url);
        var builder = AlmonerClient.at(url)
                .credentials(credentials)
                .userAgent("almoner-cli")
                .listener(new Trace(out()));
        tokenUrl.ifPresent(builder::tokenEndpoint);
        return world.adjust().apply(more.apply(builder)).open();
    }

    /** The folder of whoever calls. */
    Path home() {
        return world.home();
    }

    /** The environment. */
    Map<String, String> variables() {
        return world.variables();
    }

    /** Where all goes that is no result. */
    PrintStream err() {
        return world.err();
    }

    private void warnIfReadable(URI url) {
        if ("http".equalsIgnoreCase(url.getScheme()) && url.getHost() != null && !loopback(url.getHost())) {
            out().warn("The secret goes to " + url.getHost()
                    + " without encryption. Use https:// if the server has it.");
        }
    }

    private static boolean loopback(String host) {
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return true;
        }
        try {
            // A name would have to be looked up, and a name is not this machine's for certain.
            return host.matches("[0-9.]+|\\[.*]") && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
        others.forEach(AlmonerClient::close);
    }

    /** Prints every exchange, for {@code --verbose}. */
    private record Trace(Output out) implements CallListener {

        @Override
        public void answered(String method, String target, int status, Duration took) {
            out.trace(method + " " + target + " -> " + status + " (" + took.toMillis() + " ms)");
        }

        @Override
        public void waiting(String method, String target, AlmonerException failure, Duration wait) {
            out.note(Plain.text(failure.getMessage() == null ? "Failed." : failure.getMessage()) + " Trying again in "
                    + Durations.seconds(wait) + ".");
        }
    }
}
