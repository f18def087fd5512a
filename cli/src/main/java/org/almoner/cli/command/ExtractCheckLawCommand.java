package org.almoner.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.dataset.disk.Disk;
import org.almoner.dataset.disk.Workspace;
import org.almoner.dataset.verify.ArchiveVerifier;
import org.almoner.dataset.verify.LawCheck;
import org.almoner.dataset.verify.LawReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code almoner extract check-law} */
@Command(
        name = "check-law",
        description = {
            "Check that a COMPLETE, changed by the INCREMENTAL after it, is the next COMPLETE: every entity, every row.",
            "Verifies all three archives on the way, and that the INCREMENTAL names the first COMPLETE as its base. Ends with 1 if"
                    + " anything is wrong."
        })
public final class ExtractCheckLawCommand implements Runnable {

    private final Context context;

    @Option(
            names = "--complete",
            paramLabel = "ARCHIVE",
            required = true,
            arity = "1",
            description = "The COMPLETE before the INCREMENTAL; given a second time, the one after it.")
    private List<Path> completes = List.of();

    @Option(
            names = "--incremental",
            paramLabel = "ARCHIVE",
            required = true,
            description = "What lies between the two.")
    @SuppressWarnings("NullAway.Init") // required, so that picocli sets it
    private Path incremental;

    ExtractCheckLawCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        if (completes.size() != 2) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--complete is to be given twice: for the archive before the INCREMENTAL, and the one after it.");
        }
        var report = report();
        context.out().result(report, () -> lines(report));
        if (!report.holds()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "The law does not hold, or an archive is not sound, or they do not follow on each other.");
        }
    }

    private LawReport report() {
        try {
            var scratch = Files.createTempDirectory("almoner-law");
            try (var workspace = Workspace.open(scratch, Disk.local())) {
                return new LawCheck(ArchiveVerifier.DEFAULT, workspace)
                        .check(completes.getFirst(), incremental, completes.getLast());
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "The archives cannot be compared: " + e.getMessage());
        }
    }

    private static List<String> lines(LawReport report) {
        var lines = new ArrayList<String>();
        for (var archive : report.archives()) {
            archive.findings().forEach(finding -> lines.add(finding.toString()));
        }
        lines.addAll(report.misfits());
        for (var breach : report.breaches()) {
            lines.add("%s: %s (%d hashes, such as %s)"
                    .formatted(breach.entity(), breach.reason(), breach.hashes(), breach.example()));
        }
        return lines.isEmpty() ? List.of("The law holds for every entity.") : lines;
    }
}
