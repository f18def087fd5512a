package org.almoner.cli.command;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import org.almoner.client.http.Json;

/** Where what was taken or refused goes, with a report beside it. Nothing that is there is ever replaced but reports without their release. */
final class Outbox {

    private static final int MOST = 100_000;

    private Outbox() {}

    /**
     * Moves something there. The reports come first, so that nothing is there without them.
     *
     * @param json the report for programs
     * @param text the report for people
     * @return where it is now
     */
    static Path move(Path from, Path folder, Object json, List<String> text) throws IOException {
        Files.createDirectories(folder);
        var to = free(folder, String.valueOf(from.getFileName()));
        Files.writeString(to.resolveSibling(to.getFileName() + ".report.json"), Json.pretty(json) + "\n");
        Files.write(to.resolveSibling(to.getFileName() + ".report.txt"), text);
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(from, to);
        }
        return to;
    }

    /** The name, or with a number at its end if that is taken. */
    private static Path free(Path folder, String name) throws IOException {
        for (int number = 1; number < MOST; number++) {
            var path = folder.resolve(number == 1 ? name : name + "." + number);
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return path;
            }
        }
        throw new IOException(folder + " holds " + MOST + " things called " + name + ". Clear it up.");
    }
}
