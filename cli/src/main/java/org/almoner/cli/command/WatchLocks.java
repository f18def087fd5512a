package org.almoner.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;

/** Keeps two processes from taking the same files: each watched folder is one's own as long as this is open. */
final class WatchLocks implements AutoCloseable {

    private static final String NAME = ".almoner-watch.lock";

    private final List<FileChannel> held = new ArrayList<>();

    /** @throws CommandFailure if a folder is not there, or somebody else watches it */
    static WatchLocks of(List<Path> folders) {
        var locks = new WatchLocks();
        try {
            for (var folder : folders) {
                locks.hold(folder);
            }
            return locks;
        } catch (CommandFailure e) {
            locks.close();
            throw e;
        }
    }

    private void hold(Path folder) {
        try {
            var channel = FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            held.add(channel);
            if (channel.tryLock() == null) {
                throw taken(folder);
            }
        } catch (OverlappingFileLockException _) {
            throw taken(folder);
        } catch (NoSuchFileException _) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND, "There is no folder " + folder + ". Make it, or name another one.");
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Cannot write into " + folder + ", so nothing could be moved out of it: " + e.getMessage());
        }
    }

    private static CommandFailure taken(Path folder) {
        return new CommandFailure(
                ExitCode.FAILED, "Another process watches " + folder + ". One is enough; nothing was done.");
    }

    @Override
    public void close() {
        held.forEach(WatchLocks::release);
    }

    private static void release(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
