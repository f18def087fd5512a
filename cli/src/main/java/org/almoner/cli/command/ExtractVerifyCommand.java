package org.almoner.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.cli.output.Plain;
import org.almoner.dataset.archive.ArchivedFile;
import org.almoner.dataset.verify.ArchiveVerifier;
import org.almoner.dataset.verify.Finding;
import org.almoner.dataset.verify.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code almoner extract verify} */
@Command(
        name = "verify",
        description = {
            "Verify an archive: its name, that it is whole, the form of every row, and names, counts, sizes and hashes of all"
                    + " files against its summary.",
            "Ends with 1 if anything is wrong."
        })
public final class ExtractVerifyCommand implements Runnable {

    private final Context context;

    @Parameters(paramLabel = "ARCHIVE", description = "The file, under the name it was made with.")
    @SuppressWarnings("NullAway.Init") // required, so that picocli sets it
    private Path archive;

    ExtractVerifyCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        var verification = verification();
        context.out().result(verification, () -> lines(verification));
        if (!verification.isSound()) {
            throw new CommandFailure(
                    ExitCode.FAILED, archive.getFileName() + " is not sound: " + verification.count() + " findings.");
        }
    }

    private Verification verification() {
        try {
            return ArchiveVerifier.DEFAULT.verify(archive);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, archive + " cannot be read: " + e.getMessage());
        }
    }

    private List<String> lines(Verification verification) {
        if (!verification.isSound()) {
            return verification.findings().stream().map(Finding::toString).toList();
        }
        long rows = verification.files().stream().mapToLong(ArchivedFile::rows).sum();
        return List.of("%s is sound: %s, %d rows."
                .formatted(
                        archive.getFileName(), Plain.count(verification.files().size(), "file"), rows));
    }
}
