package org.almoner.bench.sync;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.almoner.bench.measure.BenchFailure;
import org.almoner.bench.measure.Workplace;

/**
 * A long line between two network namespaces: a server's end and a client's, each with one interface. Packets are carried by this
 * program, since not every kernel has netem; what TCP does about delay and loss is the kernel's own. Needs root, and is gone with the
 * workplace.
 *
 * @param address of the server's end
 */
record Line(String serverSide, String clientSide, String address) {

    static final Duration ROUND_TRIP = Duration.ofMillis(100);

    /** Of the packets on the way to the client. */
    static final double LOSS = 0.01;

    private static final long SEED = 20_261_122;

    /** Sets the line up. */
    static Line open(Path ip, Workplace workplace) {
        long id = ProcessHandle.current().pid() % 100_000;
        var line = new Line("almoner-s" + id, "almoner-c" + id, "10.77.0.1");
        var server = Tun.make("alms" + id);
        var client = Tun.make("almc" + id);
        var half = ROUND_TRIP.dividedBy(2);
        var random = new SplittableRandom(SEED);
        var down = new Carrier(server, client, half, LOSS, random.split());
        var up = new Carrier(client, server, half, 0, random.split());
        workplace.atEnd(() -> {
            down.end();
            up.end();
            run(ip, "netns", "delete", line.serverSide());
            run(ip, "netns", "delete", line.clientSide());
        });
        end(ip, line.serverSide(), "alms" + id, "10.77.0.1", "10.77.0.2");
        end(ip, line.clientSide(), "almc" + id, "10.77.0.2", "10.77.0.1");
        down.start();
        up.start();
        return line;
    }

    private static void end(Path ip, String namespace, String device, String own, String other) {
        must(ip, "netns", "add", namespace);
        must(ip, "link", "set", device, "netns", namespace);
        must(ip, "-n", namespace, "link", "set", "lo", "up");
        must(ip, "-n", namespace, "address", "add", own, "peer", other, "dev", device);
        must(ip, "-n", namespace, "link", "set", device, "txqueuelen", "10000", "up");
    }

    /** A command as it is run at an end of the line. */
    static List<String> at(Path ip, String namespace, List<String> command) {
        var all = new ArrayList<>(List.of(ip.toString(), "netns", "exec", namespace));
        all.addAll(command);
        return all;
    }

    private static void must(Path ip, String... arguments) {
        if (run(ip, arguments) != 0) {
            throw new BenchFailure("ip " + String.join(" ", arguments)
                    + " failed: a shaped line needs root, and network" + " namespaces");
        }
    }

    private static int run(Path ip, String... arguments) {
        var command = new ArrayList<>(List.of(ip.toString()));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new BenchFailure("Could not start ip", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("Interrupted", e);
        }
    }
}
