package org.almoner.bench.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

import org.almoner.bench.measure.BenchFailure;
import org.almoner.bench.measure.Loopback;
import org.almoner.bench.measure.ProcessTree;
import org.almoner.bench.measure.Workplace;
import org.almoner.client.http.ClientCredentials;

/**
 * The real server, as a process of its own, on a data folder that outlives it so that it can be started again with other
 * settings.
 */
public final class AlmonerServer {

    /**
     * What is set otherwise than for everyday use: links outlive the run, and one client may ask as often as it can.
     * Everything else is as it comes.
     */
    static final List<String> SETTINGS =
            List.of("--almoner.link.lifetime=24h", "--almoner.rate-limit.requests-per-second=0");

    private final Path java;
    private final Path jar;
    private final Path data;
    private final Workplace workplace;
    private final List<String> settings;

    /**
     * @param checkout where Almoner is and was built
     * @param javaHome the JDK to run it with
     * @throws BenchFailure if it was not built
     */
    AlmonerServer(Path checkout, Path javaHome, Workplace workplace) {
        this(checkout, javaHome, workplace, List.of());
    }

    /** @param more settings besides, as on the command line */
    public AlmonerServer(Path checkout, Path javaHome, Workplace workplace, List<String> more) {
        this.java = javaHome.resolve("bin/java");
        this.jar = checkout.resolve("server/target/almoner-server.jar");
        this.data = workplace.folder("data");
        this.workplace = workplace;
        this.settings = Stream.concat(SETTINGS.stream(), more.stream()).toList();
        if (!Files.exists(jar)) {
            throw new BenchFailure("The server is not built: there is no " + jar);
        }
    }

    /** A server that runs. */
    public record Running(Process process, InetSocketAddress address, Path gcLog, Path output) {

        public ProcessTree tree() {
            return new ProcessTree(process.toHandle());
        }

        public URI base() {
            return URI.create("http://" + address.getHostString() + ":" + address.getPort());
        }

        Optional<String> trouble() {
            return process.isAlive()
                    ? Optional.empty()
                    : Optional.of("Almoner has ended with %d. The end of what it said:\n%s"
                            .formatted(process.exitValue(), tail(output)));
        }

        GcLog garbageCollection() {
            try {
                return GcLog.parse(Files.readAllLines(gcLog));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Those of its first administrator, which it left in its data folder at its first start.
     *
     * @throws BenchFailure if it left none
     */
    public ClientCredentials adminCredentials() {
        var left = new Properties();
        try (var in = Files.newBufferedReader(data.resolve("admin.env"))) {
            left.load(in);
        } catch (IOException e) {
            throw new BenchFailure("Almoner left no administrator's credentials", e);
        }
        return new ClientCredentials(
                unquoted(left, "ALMONER_ADMIN_CLIENT_ID"), unquoted(left, "ALMONER_ADMIN_CLIENT_SECRET"));
    }

    private static String unquoted(Properties shellVariables, String name) {
        return shellVariables.getProperty(name, "").replaceAll("^(['\"])(.*)\\1$", "$2");
    }

    /** @param jvmOptions such as {@code -Xmx256m} */
    public Running start(String name, List<String> jvmOptions) {
        var address = Loopback.free();
        var gcLog = workplace.folder().resolve(name + "-gc.log");
        var output = workplace.folder().resolve(name + "-output.log");
        var command = new ArrayList<>(List.of(
                java.toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                // Only matters to flight recordings: 64 frames end below the handlers.
                "-XX:FlightRecorderOptions:stackdepth=256",
                "-Xlog:gc:file=" + gcLog));
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "-jar",
                jar.toString(),
                "--server.address=" + address.getHostString(),
                "--server.port=" + address.getPort(),
                "--almoner.data=" + data));
        command.addAll(settings);
        var builder = new ProcessBuilder(command).directory(workplace.folder().toFile());
        // Settings of whoever runs this are not meant for this server.
        builder.environment().keySet().removeIf(variable -> variable.startsWith("ALMONER_"));
        var process = workplace.start(builder.redirectErrorStream(true).redirectOutput(output.toFile()));
        try {
            Loopback.awaitListener(address, process, Duration.ofMinutes(2));
        } catch (BenchFailure e) {
            throw new BenchFailure("Almoner did not start. The end of what it said:\n" + tail(output), e);
        }
        return new Running(process, address, gcLog, output);
    }

    private static String tail(Path output) {
        try {
            var lines = Files.readAllLines(output);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop(Running running) {
        workplace.stop(running.process());
    }
}
