package org.almoner.server.extraction;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

import org.almoner.dataset.archive.ArchiveName;
import org.almoner.dataset.archive.ArchivedFile;
import org.almoner.dataset.archive.ExtractDescription;
import org.almoner.dataset.archive.FileKind;
import org.almoner.dataset.disk.Disk;
import org.almoner.dataset.disk.Workspace;
import org.almoner.dataset.verify.ArchiveVerifier;
import org.almoner.dataset.verify.Finding;
import org.almoner.dataset.verify.Verification;
import org.almoner.server.syndication.ArchiveCheck;
import org.almoner.server.syndication.CancelToken;
import org.almoner.server.syndication.DataSet;
import org.almoner.server.syndication.ExtractFailed;
import org.almoner.server.syndication.ExtractType;
import org.almoner.server.syndication.ProgressListener;

/** Verifies archives that were made elsewhere, and makes the row index of a COMPLETE, so that INCREMENTALs can follow it. */
final class ArchiveExaminer implements ArchiveCheck {

    private static final int SHOWN = 5;

    @Override
    public Checked check(Candidate candidate, ProgressListener progress, CancelToken cancelled)
            throws ExtractFailed, IOException {
        var name = ArchiveName.parse(candidate.fileName())
                .filter(parsed -> parsed.fileName().equals(candidate.fileName()))
                .orElseThrow(() -> new ExtractFailed("An archive is called"
                        + " syndication_longrecord_{I|C}_{client}_{population}_{version}_{yyyyMMddHHmm}.tar.gz, not "
                        + candidate.fileName() + "."));
        if (!name.client().equals(candidate.organization())
                || !name.population().equals(candidate.population())) {
            throw new ExtractFailed("The archive is one of " + name.client() + "/" + name.population() + ", not of "
                    + candidate.organization() + "/" + candidate.population() + ".");
        }
        // The verifier goes by the file's name, and reads it twice as fast from here as from a remote store.
        var archive = candidate.scratch().resolve(name.fileName());
        copy(candidate, archive, progress, cancelled);
        return checked(archive, candidate.scratch());
    }

    private static void copy(Candidate candidate, Path to, ProgressListener progress, CancelToken cancelled)
            throws IOException {
        try (var in = candidate.contents().open();
                var out = new Counted(Files.newOutputStream(to), candidate.sizeInBytes(), progress, cancelled)) {
            in.transferTo(out);
        }
    }

    private static Checked checked(Path archive, Path scratch) throws ExtractFailed, IOException {
        var index = scratch.resolve("rows.index");
        try (var workspace = Workspace.open(scratch.resolve("work"), Disk.local())) {
            var verification = ArchiveVerifier.DEFAULT.verifyAndIndex(archive, index, workspace);
            var description = description(verification);
            long rows = verification.files().stream()
                    .filter(file -> file.kind() == FileKind.ROWS)
                    .mapToLong(ArchivedFile::rows)
                    .sum();
            return new Checked(
                    switch (description.name().type()) {
                        case COMPLETE -> ExtractType.COMPLETE;
                        case INCREMENTAL -> ExtractType.INCREMENTAL;
                    },
                    new DataSet(description.dataSet(), description.name().version()),
                    description.name().time(),
                    description.base().map(ArchiveName::fileName).orElse(null),
                    Files.exists(index) ? index : null,
                    rows);
        }
    }

    private static ExtractDescription description(Verification verification) throws ExtractFailed {
        if (!verification.isSound() || verification.description().isEmpty()) {
            throw new ExtractFailed("The archive is not sound (" + verification.count() + " findings): "
                    + verification.findings().stream()
                            .limit(SHOWN)
                            .map(Finding::toString)
                            .collect(Collectors.joining("; ")));
        }
        return verification.description().get();
    }

    /** Tells how much has passed, and ends when it is told to. */
    private static final class Counted extends FilterOutputStream {

        private final long total;
        private final ProgressListener progress;
        private final CancelToken cancelled;
        private long passed;

        Counted(OutputStream out, long total, ProgressListener progress, CancelToken cancelled) {
            super(out);
            this.total = total;
            this.progress = progress;
            this.cancelled = cancelled;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            cancelled.check();
            out.write(bytes, offset, length);
            passed += length;
            progress.at(new ProgressListener.Progress(0, passed, total));
        }
    }
}
