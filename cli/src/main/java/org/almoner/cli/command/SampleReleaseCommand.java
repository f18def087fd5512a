package org.almoner.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.cli.output.Plain;
import org.almoner.sample.SampleCodeSet;
import org.almoner.sample.SampleRelease;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code almoner sample release} */
@Command(
        name = "release",
        description = {
            "Write a release of a made-up code set, in the layout of the real one.",
            "The same arguments give the same bytes on any machine. Each later number adds, retires and revises a few codes"
                    + " in a hundred of the release before it."
        },
        footerHeading = "%nExample: two releases%n",
        footer = {
            "  almoner sample release icd-10-cm --out releases --date 2025-10-01",
            "  almoner sample release icd-10-cm --out releases --number 1 --date 2026-10-01"
        })
public final class SampleReleaseCommand implements Runnable {

    private static final String PART = ".part";

    private final Context context;

    @Parameters(
            paramLabel = "CODE_SET",
            completionCandidates = Names.class,
            converter = CodeSetConverter.class,
            description = "One of: ${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init") // required, so that picocli sets it
    private SampleCodeSet codeSet;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            required = true,
            description =
                    "Where the file goes, under the name that its publisher would give it; made if it is not there.")
    private Path folder = Path.of(".");

    @Option(
            names = "--codes",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many codes the first release has, 1 to 1,000,000; 1000 if not given.")
    private int codes;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "Another seed gives another code set; 1 if not given.")
    private long seed;

    @Option(
            names = "--number",
            paramLabel = "K",
            defaultValue = "0",
            description = "Which release: 0 is the first, and what is written if not given.")
    private int number;

    @Option(
            names = "--date",
            paramLabel = "DATE",
            defaultValue = "2026-01-01",
            description = "The day it takes effect, which shows in names and dates; 2026-01-01 if not given.")
    private LocalDate date = LocalDate.EPOCH;

    @Option(
            names = "--changes",
            paramLabel = "FILE",
            description = "Write what the release changes against the one before it, too: a line of CSV for each code.")
    private @Nullable Path changes;

    @Option(names = "--force", description = "Replace a file of that name.")
    private boolean force;

    SampleReleaseCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        var release = new SampleRelease(number, date, codes, seed);
        var file = folder.resolve(codeSet.fileName(release));
        if (!force && Files.exists(file)) {
            throw new CommandFailure(ExitCode.USAGE, file + " is there already. Replace it with --force.");
        }
        long size;
        try {
            write(release, file);
            if (changes != null) {
                writeChanges(release, changes);
            }
            size = Files.size(file);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "The sample could not be written: " + e);
        }
        context.out().note(file.getFileName() + ": " + Plain.size(size));
        context.out().result(new Result(codeSet.commandName(), file.toString(), size), () -> List.of(file.toString()));
    }

    private void writeChanges(SampleRelease release, Path to) throws IOException {
        if (number == 0) {
            throw new CommandFailure(ExitCode.USAGE, "--changes needs a release before: give --number 1 or more.");
        }
        try (var out = Files.newBufferedWriter(to)) {
            out.write("code,change\r\n");
            var all = codeSet.changes(
                            new SampleRelease(number - 1, release.date(), release.codes(), release.seed()), release)
                    .iterator();
            while (all.hasNext()) {
                var change = all.next();
                out.write(change.code() + "," + change.kind().name().toLowerCase(Locale.ROOT) + "\r\n");
            }
        }
    }

    /** Under another name until it is whole. */
    private void write(SampleRelease release, Path file) throws IOException {
        Files.createDirectories(folder);
        var part = file.resolveSibling(file.getFileName() + PART);
        try {
            try (var out = Files.newOutputStream(part)) {
                codeSet.write(release, out);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** What was written, as JSON. */
    private record Result(String codeSet, String path, long sizeInBytes) {}

    private static List<String> names() {
        return Arrays.stream(SampleCodeSet.values())
                .map(SampleCodeSet::commandName)
                .toList();
    }

    /** For completion, and for the help. */
    static final class Names implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return names().iterator();
        }
    }

    /** Reads the name of a code set. */
    static final class CodeSetConverter implements ITypeConverter<SampleCodeSet> {

        @Override
        public SampleCodeSet convert(String name) {
            return SampleCodeSet.of(name)
                    .orElseThrow(() -> new TypeConversionException("There is no sample of '" + name
                            + "'. There is one of: " + String.join(", ", names()) + "."));
        }
    }
}
