package org.almoner.dataset.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

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
        return verify(archive, (entity, kind, hash) -> {});
    }

    Verification verify(Path archive, RowVisitor visitor) throws IOException {
        String name = String.valueOf(archive.getFileName());
        var findings = new Findings(name, findingLimit);
        var contents = new ArchiveContents(name, rowLimit, findings, visitor);
        try (InputStream file = Files.newInputStream(archive)) {
            contents.read(file);
        } catch (BrokenArchiveException e) {
            findings.add(e.reason());
        }
        return new Verification(contents.files(), findings.kept(), findings.count());
    }
}
