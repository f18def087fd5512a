package org.almoner.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.cli.output.Plain;
import org.almoner.codeset.lookup.CodeAnswer;
import org.almoner.codeset.lookup.CodeLookup;
import org.almoner.codeset.profile.Profile;
import org.almoner.codeset.read.ReadLimits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code almoner code} */
@Command(
        name = "code",
        description = {
            "Tell whether a code is valid, since when, and what to use instead where its set says so.",
            "Looks into releases on this machine: files, ZIPs, or a folder with many of them, such as a copy that sync keeps. Ends with 0"
                    + " if the code is valid in the newest of them, with 1 if it is not, with 3 if none has it.",
            "Files that tell no version are of the one that their folder is called like. Two releases of one version that are not the same"
                    + " are an error, as nobody can tell which of them holds."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  almoner code icd-10-cm E11.9 --in copy", "  almoner code loinc 2345-7 --in Loinc_2.82.zip"})
public final class CodeCommand implements Runnable {

    private final Context context;

    @Parameters(index = "0", paramLabel = "CODE_SET", description = "The name of a profile, such as icd-10-cm.")
    private String codeSet = "";

    @Parameters(index = "1", paramLabel = "CODE", description = "With or without its dot, in any case.")
    private String code = "";

    @Option(
            names = "--in",
            paramLabel = "PATH",
            description = "A release, or a folder with releases; may be given again. The current folder if not given.")
    private List<Path> paths = List.of(Path.of("."));

    @Mixin
    private final CodeSetOptions known = new CodeSetOptions();

    CodeCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        var profile = known.profile(codeSet.toLowerCase(Locale.ROOT));
        var answer = ReleaseInput.reading(() -> {
            var releases = CodeReleases.in(paths, profile);
            if (releases.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.NOT_FOUND, "There is no release of " + profile.name() + " in " + paths + ".");
            }
            return new CodeLookup(ReadLimits.USUAL).find(releases, code);
        });
        context.out().result(Result.of(profile, answer), () -> lines(profile, answer));
        switch (answer.state()) {
            case VALID -> {}
            case NOT_IN_FORCE, GONE ->
                throw new CommandFailure(ExitCode.FAILED, code + " is not a valid code of " + profile.name() + ".");
            case UNKNOWN ->
                throw new CommandFailure(ExitCode.NOT_FOUND, "No release of " + profile.name() + " has " + code + ".");
        }
    }

    private static List<String> lines(Profile profile, CodeAnswer answer) {
        var lines = new ArrayList<String>();
        var newest = answer.versions().getLast();
        var what = switch (answer.state()) {
            case VALID -> "is valid in " + profile.name() + " " + newest;
            case NOT_IN_FORCE -> "is in " + profile.name() + " " + newest + ", but not in force";
            case GONE -> "is no longer in " + profile.name() + " " + newest;
            case UNKNOWN -> "is in no release of " + profile.name() + " here";
        };
        lines.add(answer.code() + " " + what
                + answer.since()
                        .map(since -> ", since " + since
                                + (since.equals(answer.versions().getFirst()) ? " at least" : ""))
                        .orElse(""));
        if (answer.state() != CodeAnswer.State.VALID) {
            answer.lastValid().ifPresent(version -> lines.add("  last valid in " + version));
        }
        answer.from().ifPresent(day -> lines.add("  from " + day));
        answer.until().ifPresent(day -> lines.add("  until " + day));
        if (!answer.instead().isEmpty()) {
            lines.add("  instead: " + String.join(", ", answer.instead()));
        }
        answer.cells().forEach((column, text) -> lines.add("  " + column + ": " + Plain.text(text)));
        return lines;
    }

    /** The answer as JSON. */
    private record Result(
            String profile,
            String code,
            boolean valid,
            String state,
            @Nullable String since,
            @Nullable String lastValid,
            @Nullable String from,
            @Nullable String until,
            List<String> instead,
            Map<String, String> cells,
            List<String> versions) {

        static Result of(Profile profile, CodeAnswer answer) {
            return new Result(
                    profile.name(),
                    answer.code(),
                    answer.state() == CodeAnswer.State.VALID,
                    answer.state().name().toLowerCase(Locale.ROOT),
                    answer.since().orElse(null),
                    answer.lastValid().orElse(null),
                    answer.from().orElse(null),
                    answer.until().orElse(null),
                    answer.instead(),
                    new LinkedHashMap<>(answer.cells()),
                    answer.versions());
        }
    }
}
