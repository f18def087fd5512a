package org.almoner.dataset.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.almoner.dataset.archive.FileKind;
import org.almoner.dataset.disk.Workspace;

/**
 * Checks the law of incrementals: a COMPLETE, changed by the INCREMENTAL that follows it, is the next COMPLETE; in each
 * entity, as multisets of rows, and both for a consumer who deletes one row for each delete and for one who deletes all rows
 * that have its hash. Rows are told apart by the hashes of their text, computed anew; they are sorted on disk.
 *
 * @param workspace for the sorting
 */
public record LawCheck(ArchiveVerifier verifier, Workspace workspace) {

    /**
     * Compares the rows in any case. That the INCREMENTAL names the first archive as its base, and that the third is the same
     * population's, by the same data set, is checked too: rows can come out right by chance, and a consumer goes by the names.
     */
    public LawReport check(Path complete, Path incremental, Path next) throws IOException {
        try (var before = new EntityHashes(workspace);
                var inserts = new EntityHashes(workspace);
                var deletes = new EntityHashes(workspace);
                var after = new EntityHashes(workspace)) {
            List<Verification> archives = List.of(
                    verifier.verify(complete, (entity, _, _, hash) -> before.add(entity, hash)),
                    verifier.verify(
                            incremental,
                            (entity, kind, _, hash) -> (kind == FileKind.ROWS ? inserts : deletes).add(entity, hash)),
                    verifier.verify(next, (entity, _, _, hash) -> after.add(entity, hash)));
            Set<String> entities = new TreeSet<>(before.entities());
            entities.addAll(inserts.entities());
            entities.addAll(deletes.entities());
            entities.addAll(after.entities());
            List<LawReport.Breach> breaches = new ArrayList<>();
            for (String entity : entities) {
                new EntityLaw(
                                before.sorted(entity),
                                deletes.sorted(entity),
                                inserts.sorted(entity),
                                after.sorted(entity))
                        .check(entity)
                        .ifPresent(breaches::add);
            }
            return new LawReport(archives, Succession.misfits(archives), breaches);
        }
    }
}
