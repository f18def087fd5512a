package org.almoner.engines;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

import org.almoner.server.storage.Sha256;
import org.almoner.server.syndication.CancelToken;
import org.almoner.server.syndication.DataSet;
import org.almoner.server.syndication.ExtractEngine;
import org.almoner.server.syndication.JobStopped;
import org.almoner.server.syndication.ProgressListener;

/** Writes its archive in many small steps, so that a server can be killed in the middle of it. */
public final class SlowEngine implements ExtractEngine {

    public static final int STEPS = 120;
    private static final int STEP_BYTES = 2_000;
    private static final int STEP_MILLIS = 25;
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuuMMddHHmm").withZone(ZoneOffset.UTC);

    @Override
    public List<DataSet> dataSets() {
        return List.of(new DataSet("LONG_REC", "1.0.0"));
    }

    @Override
    public Built build(Order order, ProgressListener progress, CancelToken cancelled) throws IOException {
        var name = "syndication_longrecord_%s_%s_%s_1.0.0_%s.tar.gz"
                .formatted(
                        order.type().name().charAt(0),
                        order.organization(),
                        order.population(),
                        MINUTES.format(order.extractTime()));
        var digest = sha256();
        var archive = order.scratch().resolve(name);
        try (var out = Files.newOutputStream(archive)) {
            for (int step = 1; step <= STEPS; step++) {
                cancelled.check();
                var bytes = (name + step).repeat(1 + STEP_BYTES / name.length()).getBytes(StandardCharsets.US_ASCII);
                out.write(bytes);
                digest.update(bytes);
                progress.at(new ProgressListener.Progress(step, step, (long) STEPS));
                pause();
            }
        }
        var index = Files.writeString(order.scratch().resolve("index"), "index of " + name);
        return new Built(archive, name, Files.size(archive), Sha256.of(digest.digest()), index, STEPS, STEPS, 0);
    }

    private static void pause() {
        try {
            Thread.sleep(STEP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobStopped();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
