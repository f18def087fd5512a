package org.almoner.cli.command;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.codeset.Release;
import org.almoner.codeset.diff.Change;
import org.almoner.codeset.diff.ReleaseDiff;
import org.almoner.codeset.profile.Profile;
import org.almoner.codeset.read.ReadLimits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code almoner diff} */
@Command(
        name = "diff",
        description = {
            "Tell what has changed from one release of a code set to another: codes added, removed, retired, reactivated, remapped, revised.",
            "Takes files, ZIPs as they were released, or folders. What is not in force, such as a header above codes, is counted by itself."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  almoner diff icd10cm_order_2025.txt icd10cm_order_2026.txt",
            "  almoner diff Loinc_2.81.zip Loinc_2.82.zip --out changes.csv"
        })
public final class DiffCommand implements Runnable {

    private final Context context;

    @Parameters(index = "0", paramLabel = "OLD", description = "The release before: a file, a ZIP or a folder.")
    @SuppressWarnings("NullAway.Init") // required, so that picocli sets it
    private Path before;

    @Parameters(index = "1", paramLabel = "NEW", description = "The release after it.")
    @SuppressWarnings("NullAway.Init") // required, so that picocli sets it
    private Path after;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            description = "Whose releases they are; tried out if not given.")
    private @Nullable String profile;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Write all changes: as CSV with a line for each cell that is different, or as lines of JSON if its name ends in"
                            + " .jsonl or .ndjson.")
    private @Nullable Path file;

    @Option(
            names = "--show",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many changes are told beside their numbers; 20 if not given.")
    private int shown;

    @Mixin
    private final CodeSetOptions known = new CodeSetOptions();

    DiffCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        if (shown < 0) {
            throw new CommandFailure(ExitCode.USAGE, "--show takes a number from 0 on.");
        }
        var result = ReleaseInput.reading(this::compared);
        context.out().result(result, result::lines);
    }

    private DiffResult compared() throws IOException {
        var profiles = known.profiles();
        Optional<Profile> named = Optional.ofNullable(profile).map(known::profile);
        var old = ReleaseInput.release(before, named, profiles);
        var now = ReleaseInput.release(after, named, profiles);
        if (file == null) {
            return compared(old, now, _ -> {});
        }
        return written(old, now, file);
    }

    /** Under another name until it is whole. */
    private DiffResult written(Release old, Release now, Path to) throws IOException {
        var part = to.resolveSibling(to.getFileName() + ".part");
        try {
            DiffResult result;
            try (BufferedWriter out = Files.newBufferedWriter(part)) {
                var writer = ChangeWriter.of(to, out);
                result = compared(old, now, writer::write);
            }
            Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
            return result;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private interface Writer {
        void write(Change change) throws IOException;
    }

    private DiffResult compared(Release old, Release now, Writer writer) throws IOException {
        List<Change> first = new ArrayList<>();
        try (var scratch = ReleaseInput.scratch()) {
            var tables = new ReleaseDiff(ReadLimits.USUAL, scratch).compare(old, now, change -> {
                if (first.size() < shown) {
                    first.add(change);
                }
                writer.write(change);
            });
            return DiffResult.of(now.profile().name(), tables, first);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }
}
