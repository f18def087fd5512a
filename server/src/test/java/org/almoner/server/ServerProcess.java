package org.almoner.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The real server as a process of its own on a free loopback port, so that a test can kill it as a power cut would. It
 * shares one class archive with its later selves, which halves their start.
 */
public final class ServerProcess extends RunningServer {

    private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path CLASS_ARCHIVE = Path.of(
            System.getProperty("java.io.tmpdir"),
            "almoner-test-" + ProcessHandle.current().pid() + ".jsa");

    private static final String CLASS_PATH = makeClassPath();

    private final Process process;
    private final Path log;
    private final URI address;

    private ServerProcess(Path data, Process process, Path log, URI address) {
        super(data, plainHttp().build());
        this.process = process;
        this.log = log;
        this.address = address;
    }

    /**
     * Starts the server on a data folder and returns when it answers.
     *
     * @param settings as on the command line, such as {@code --almoner.link.lifetime=2s}
     */
    public static ServerProcess start(Path data, String... settings) throws IOException, InterruptedException {
        return startWith(data, List.of(), settings);
    }

    /**
     * As {@link #start}, with more on the class path.
     *
     * @param more folders with classes that the component scan does not find
     */
    public static ServerProcess startWith(Path data, List<Path> more, String... settings)
            throws IOException, InterruptedException {
        CLASS_ARCHIVE.toFile().deleteOnExit();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + CLASS_ARCHIVE,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xlog:disable",
                "-cp",
                classPath(more),
                AlmonerServer.class.getName(),
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--almoner.data=" + data));
        command.addAll(List.of(settings));
        var log = Files.createTempFile("almoner-server", ".log");
        log.toFile().deleteOnExit();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            return new ServerProcess(data, process, log, waitForAddress(process, log));
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** The test's, without the tests themselves: the component scan would find parts of them. */
    private static String makeClassPath() {
        return Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
                .map(entry -> Files.isDirectory(Path.of(entry)) ? packed(entry) : entry)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** With more at the end: the class archive is good for any class path that begins with the one it was made with. */
    private static String classPath(List<Path> more) {
        return Stream.concat(Stream.of(CLASS_PATH), more.stream().map(folder -> packed(folder.toString())))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** With a folder on its class path, Java refuses to write the class archive, and ends with an error because of it. */
    private static String packed(String folder) {
        try {
            var jar = Files.createTempFile("almoner-classes", ".jar");
            jar.toFile().deleteOnExit();
            var exit = ToolProvider.findFirst("jar")
                    .orElseThrow()
                    .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", folder, ".");
            if (exit != 0) {
                throw new IllegalStateException("Cannot pack " + folder);
            }
            return jar.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI waitForAddress(Process process, Path log) throws IOException, InterruptedException {
        var deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            var port = port(log);
            if (port.isPresent()) {
                return URI.create("http://127.0.0.1:" + port.get());
            }
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        "The server ended with code " + process.exitValue() + ":\n" + Files.readString(log));
            }
        }
        throw new IllegalStateException("The server did not start in time:\n" + Files.readString(log));
    }

    private static Optional<String> port(Path log) throws IOException {
        var started = STARTED.matcher(Files.readString(log));
        return started.find() ? Optional.of(started.group(1)) : Optional.empty();
    }

    @Override
    public URI baseUri() {
        return address;
    }

    /** What it has printed so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as {@code kill -9} does, and returns when it is gone. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Ends it as Ctrl-C does, and returns its exit code. */
    public int stop() {
        return terminate().join();
    }

    /** Has it end, as SIGTERM does, and tells its exit code once it has. */
    public CompletableFuture<Integer> terminate() {
        process.destroy();
        return process.onExit().thenApply(Process::exitValue);
    }

    @Override
    public void close() {
        super.close();
        kill();
    }
}
