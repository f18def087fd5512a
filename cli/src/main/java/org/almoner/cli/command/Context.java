package org.almoner.cli.command;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;

import org.almoner.cli.World;
import org.almoner.cli.output.Output;
import org.almoner.cli.output.Plain;
import org.almoner.cli.settings.Role;
import org.almoner.cli.settings.Settings;
import org.almoner.client.AlmonerClient;
import org.almoner.client.download.DownloadSettings;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.CallListener;
import org.jspecify.annotations.Nullable;

/** What commands share: what the command line and the settings say, a client made of it, and where to print. */
public final class Context implements AutoCloseable {

    private final World world;
    private final GlobalOptions options;
    private @Nullable Output output;
    private @Nullable Settings settings;
    private @Nullable AlmonerClient client;

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
            var url = settings().url();
            warnIfReadable(url);
            var builder = AlmonerClient.at(url)
                    .credentials(settings().credentials(role))
                    .userAgent("almoner-cli")
                    .downloads(downloads)
                    .listener(new Trace(out()));
            settings().tokenUrl().ifPresent(builder::tokenEndpoint);
            client = world.adjust().apply(builder).open();
        }
        return client;
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
