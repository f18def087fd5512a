package org.almoner.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.client.codeset.CodeChange;
import org.almoner.codeset.Release;
import org.almoner.codeset.diff.ReleaseDiff;
import org.almoner.codeset.read.ReadLimits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code almoner diff} */
@Command(
        name = "diff",
        customSynopsis = {
            "almoner diff [OPTIONS] OLD NEW",
            "       almoner diff [OPTIONS] PRODUCT/SUB_PRODUCT VERSION VERSION",
            "       almoner diff [OPTIONS] PRODUCT/SUB_PRODUCT VERSION%n"
        },
        description = {
            "Tell what has changed from one release of a code set to another: codes added, removed, retired, reactivated, remapped, revised.",
            "OLD and NEW are files, ZIPs as they were released, or folders. What is not in force, such as a header above codes, is counted by"
                    + " itself.",
            "Two versions of a sub-product are fetched, verified and compared here, whatever server has them; nothing of them is kept. With one"
                    + " version it is the server that says what has changed since the one before it.",
            "Of two words, both are files if the first one is a file that exists, or both are folders or files that do; otherwise they are a"
                    + " sub-product and a version. What begins with ./ or / is always a file."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  almoner diff icd10cm_order_2025.txt icd10cm_order_2026.txt",
            "  almoner diff Loinc_2.81.zip Loinc_2.82.zip --out changes.csv",
            "  almoner diff icd-10-cm/order-files 2025 2026",
            "  almoner diff icd-10-cm/order-files 2026 --out changes.jsonl"
        })
public final class DiffCommand implements Runnable {

    private final Context context;

    @Parameters(
            arity = "2..3",
            paramLabel = "WHAT",
            description =
                    "Two files, ZIPs or folders; or a sub-product and one or two of its versions, by slugs or names.")
    private List<String> words = List.of();

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            description = "Whose releases they are; tried out if not given. Of versions: only those releases in them.")
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
        var subProduct = subProduct();
        if (subProduct.isEmpty()) {
            var result = ReleaseInput.reading(this::compared);
            context.out().result(result, result::lines);
            return;
        }
        var versions =
                new VersionComparison(context, known, Optional.ofNullable(profile), Optional.ofNullable(file), shown);
        var of = subProduct.get();
        var result = ReleaseInput.reading(() -> words.size() == 3
                ? versions.compared(of, words.get(1), words.get(2))
                : versions.told(of, words.get(1)));
        context.out().result(result, result::lines);
    }

    /** What is meant if it is not files. */
    private Optional<Address.OfSubProduct> subProduct() {
        if (words.size() == 2 && areFiles()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Address.SubProductConverter().convert(words.getFirst()));
        } catch (TypeConversionException e) {
            if (words.size() == 2) {
                // It was meant to be a file, and reading it says that it is not there.
                return Optional.empty();
            }
            throw new CommandFailure(
                    ExitCode.USAGE, e.getMessage() + ". Name two files, or a sub-product and versions.");
        }
    }

    /** A folder alone may well be called like a sub-product: copies of releases are kept in such. */
    private boolean areFiles() {
        return Files.isRegularFile(Path.of(words.getFirst()))
                || words.stream().allMatch(word -> Files.exists(Path.of(word)));
    }

    private DiffResult compared() throws IOException {
        var profiles = known.profiles();
        var named = Optional.ofNullable(profile).map(known::profile);
        var old = ReleaseInput.release(Path.of(words.getFirst()), named, profiles);
        var now = ReleaseInput.release(Path.of(words.getLast()), named, profiles);
        if (file == null) {
            return compare(old, now, shown, _ -> {});
        }
        return ChangeWriter.into(file, writer -> compare(old, now, shown, writer::write));
    }

    /** Takes changes. */
    interface Sink {
        void take(CodeChange change) throws IOException;
    }

    /** @param shown how many changes are in the result; all go to the sink */
    static DiffResult compare(Release old, Release now, int shown, Sink sink) throws IOException {
        List<CodeChange> first = new ArrayList<>();
        var name = now.profile().name();
        try (var scratch = ReleaseInput.scratch()) {
            var tables = new ReleaseDiff(ReadLimits.USUAL, scratch).compare(old, now, found -> {
                var change = DiffResult.change(name, found);
                if (first.size() < shown) {
                    first.add(change);
                }
                sink.take(change);
            });
            return DiffResult.of(name, tables, first);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }
}
