package org.almoner.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.codeset.Recognizer;
import org.almoner.codeset.Release;
import org.almoner.codeset.keys.Scratch;
import org.almoner.codeset.profile.Profile;
import org.almoner.codeset.read.ReadLimits;

/** Releases that somebody names on the command line. */
final class ReleaseInput {

    private ReleaseInput() {}

    /** Half of the heap, and a folder that is only made if that is not enough. */
    static Scratch scratch() {
        return new Scratch(
                Path.of(System.getProperty("java.io.tmpdir")),
                new SecureRandom().nextLong(),
                Runtime.getRuntime().maxMemory() / 2);
    }

    /**
     * What a path turns out to be.
     *
     * @param profile whose release it is; tried out if nobody says so
     */
    static Release release(Path path, Optional<Profile> profile, List<Profile> known) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        if (profile.isEmpty()) {
            return new Recognizer(known, ReadLimits.USUAL).recognize(path);
        }
        var release = Recognizer.byNames(path, profile.get(), ReadLimits.USUAL);
        if (release.parts().isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "No name in " + path + " is one of the files of "
                            + profile.get().name() + ". 'almoner codeset show "
                            + profile.get().name()
                            + "' tells how they are named; keep the names that they were released with.");
        }
        Recognizer.requireOneEach(path.toString(), release.parts());
        return release;
    }

    /** Something that reads releases. */
    interface Reading<T> {
        T read() throws IOException;
    }

    /** Reads, and says what is wrong with files in a sentence. */
    static <T> T reading(Reading<T> reading) {
        try {
            return reading.read();
        } catch (NoSuchFileException e) {
            throw new CommandFailure(ExitCode.NOT_FOUND, "There is no " + e.getMessage() + ".");
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()));
        }
    }
}
