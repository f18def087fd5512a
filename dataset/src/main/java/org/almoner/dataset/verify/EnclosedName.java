package org.almoner.dataset.verify;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.almoner.dataset.archive.ArchiveName;

/** The name that an archive has by the folder in it, for one whose file is called something else: a server need not say any. */
public final class EnclosedName {

    private EnclosedName() {}

    /**
     * Looks at the beginning of a file. Says nothing of whether the rest is sound.
     *
     * @return nothing if it is no archive of an extract
     * @throws IOException if the file cannot be read
     */
    public static Optional<ArchiveName> of(Path file) throws IOException {
        try (var in = Files.newInputStream(file);
                var member = new GzipMember(in)) {
            return new TarEntries(member)
                    .next()
                    .map(entry -> entry.path().split("/", -1)[0])
                    .flatMap(ArchiveName::parse);
        } catch (BrokenArchiveException | EOFException e) {
            return Optional.empty();
        }
    }
}
