package org.almoner.bench.notify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import org.almoner.bench.measure.BenchFailure;
import org.almoner.bench.measure.Workplace;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The {@link Receiver}, seen from the bench. */
final class ReceiverProcess {

    private final Process process;
    private final BufferedReader answers;
    private final int port;
    private final Path kept;

    /**
     * What came in a round.
     *
     * @param count from how many endpoints
     * @param took from the first to the last
     * @param again how many came more than once
     */
    record Received(int count, Duration took, int again) {

        double perSecond() {
            return (count - 1) * 1e9 / took.toNanos();
        }
    }

    ReceiverProcess(Workplace workplace) {
        this.process = workplace.start(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Receiver.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT));
        this.answers = process.inputReader(UTF_8);
        this.port = Integer.parseInt(answer());
        this.kept = workplace.folder().resolve("received");
    }

    String endpoint(boolean hanging, int number) {
        return "http://127.0.0.1:" + port + (hanging ? Receiver.HANGING : "/hook/") + number;
    }

    void confirmAt(URI server) {
        ask("server " + server);
    }

    int confirmed() {
        return Integer.parseInt(ask("confirmed"));
    }

    void beginRound() {
        ask("round");
    }

    Received received() {
        var figures = ask("received").split(" ", -1);
        return new Received(
                Integer.parseInt(figures[0]),
                Duration.ofNanos(Long.parseLong(figures[1])),
                Integer.parseInt(figures[2]));
    }

    /** The bodies of what came in this round. */
    List<byte[]> bodies() {
        ask("keep " + kept);
        try {
            return Files.readAllLines(kept).stream()
                    .map(Base64.getDecoder()::decode)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized String ask(String command) {
        try {
            var out = process.outputWriter(UTF_8);
            out.write(command + "\n");
            out.flush();
            return answer();
        } catch (IOException e) {
            throw new BenchFailure("The receiver has ended", e);
        }
    }

    private String answer() {
        try {
            var line = answers.readLine();
            if (line == null) {
                throw new BenchFailure("The receiver has ended");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
