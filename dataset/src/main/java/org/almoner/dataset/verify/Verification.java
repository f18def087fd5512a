package org.almoner.dataset.verify;

import java.util.List;
import java.util.Optional;

import org.almoner.dataset.archive.ArchivedFile;
import org.almoner.dataset.archive.ExtractDescription;

/**
 * What came of looking at an archive.
 *
 * @param files that were read to their end, with what was counted and computed; without the summary
 * @param description what it says of itself; nothing if part of that is missing or wrong
 * @param findings in the order of the archive, as many as were asked for
 * @param count how many there are in all
 */
public record Verification(
        List<ArchivedFile> files, Optional<ExtractDescription> description, List<Finding> findings, long count) {

    public Verification {
        files = List.copyOf(files);
        findings = List.copyOf(findings);
    }

    /** Whether nothing is wrong. */
    public boolean isSound() {
        return count == 0;
    }
}
