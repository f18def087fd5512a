package org.almoner.cli.doctor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

import org.almoner.cli.doctor.Diagnosis.State;
import org.almoner.cli.output.Plain;

import static java.nio.file.StandardOpenOption.WRITE;

/** Looks at whether files can be kept in a folder. */
public final class FolderDoctor {

    private static final long LITTLE = 1_000_000_000;

    private final Path folder;

    public FolderDoctor(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Makes a file, renames it and deletes it: what a download does. Where the folder is not there yet, in the one that it would be made in. */
    public Diagnosis examine() {
        var nearest = folder;
        while (!Files.isDirectory(nearest)) {
            nearest = Optional.ofNullable(nearest.getParent()).orElse(nearest.getRoot());
        }
        try {
            tryOut(nearest);
            long room = Files.getFileStore(nearest).getUsableSpace();
            return new Diagnosis(
                    "folder",
                    room < LITTLE ? State.WARNING : State.OK,
                    folder + " can be written, and has " + Plain.size(room) + " of room"
                            + (room < LITTLE ? ", which is little for extracts" : ""));
        } catch (IOException e) {
            return new Diagnosis(
                    "folder",
                    State.FAILED,
                    "Files cannot be kept in " + folder + ": " + e.getMessage()
                            + ". Make it a folder that this user may write to, on a disk that is not full or read-only.");
        }
    }

    private static void tryOut(Path folder) throws IOException {
        var first = Files.createTempFile(folder, ".almoner-doctor", ".new");
        var second = first.resolveSibling(first.getFileName() + ".done");
        try {
            try (var channel = FileChannel.open(first, WRITE)) {
                channel.write(ByteBuffer.wrap(new byte[1]));
                channel.force(true);
            }
            Files.move(first, second, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(first);
            Files.deleteIfExists(second);
        }
    }
}
