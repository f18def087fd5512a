package org.almoner.dataset.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.almoner.dataset.archive.ExtractType;
import org.almoner.dataset.archive.ExtractWriter;
import org.almoner.dataset.disk.Workspace;
import org.almoner.dataset.index.RowIndex;

/**
 * Verifies an archive: its name; that it is one whole gzip member; its TAR; each file's text form, and each row's {@code
 * hash_value}; and names, counts, sizes and SHA-256 of all files against its summary.
 *
 * @param rowLimit the longest row to take, in bytes
 * @param findingLimit how many findings to keep; the others are counted
 */
public record ArchiveVerifier(int rowLimit, int findingLimit) {

    public static final ArchiveVerifier DEFAULT = new ArchiveVerifier(64 << 20, 100);

    /** @throws IOException if the file cannot be read; whatever is wrong with what it holds is a finding */
    public Verification verify(Path archive) throws IOException {
        return verify(archive, (_, _, _, _) -> {});
    }

    /**
     * Verifies a COMPLETE and writes its row index, so that an INCREMENTAL can be made from an archive that was made elsewhere. Of
     * what is not sound, or no COMPLETE, no index is written.
     *
     * @param index the file that it goes to, on the workspace's file system
     * @throws IOException if the archive cannot be read or the index not be written; what is wrong with the archive is a finding
     */
    public Verification verifyAndIndex(Path archive, Path index, Workspace workspace) throws IOException {
        try (var hashes = new EntityHashes(workspace)) {
            var verification = verify(archive, (entity, _, _, hash) -> hashes.add(entity, hash));
            var complete =
                    verification.description().filter(about -> about.name().type() == ExtractType.COMPLETE);
            if (verification.isSound() && complete.isPresent()) {
                var identity = ExtractWriter.identity(
                        complete.get().dataSet(), complete.get().name());
                RowIndex.write(index, identity, hashes.sorters(), workspace);
            }
            return verification;
        }
    }

    Verification verify(Path archive, RowVisitor visitor) throws IOException {
        try (InputStream file = Files.newInputStream(archive)) {
            return verify(String.valueOf(archive.getFileName()), file, visitor);
        }
    }

    /**
     * Verifies an archive while somebody looks on, so that it need not be read twice to be used.
     *
     * @param name of its file
     * @param archive read to its end if it is sound; to be closed by whoever opened it
     * @throws IOException if it cannot be read, or the visitor says so
     */
    public Verification verify(String name, InputStream archive, RowVisitor visitor) throws IOException {
        var findings = new Findings(name, findingLimit);
        var contents = new ArchiveContents(name, rowLimit, findings, visitor);
        try {
            contents.read(archive);
        } catch (BrokenArchiveException e) {
            findings.add(e.reason());
        }
        return new Verification(contents.files(), contents.description(), findings.kept(), findings.count());
    }
}
