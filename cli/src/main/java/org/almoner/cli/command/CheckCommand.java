package org.almoner.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.cli.output.Plain;
import org.almoner.codeset.Release;
import org.almoner.codeset.profile.Profile;
import org.almoner.codeset.profile.Severity;
import org.almoner.codeset.read.ReadLimits;
import org.almoner.codeset.rule.CheckReport;
import org.almoner.codeset.rule.ReleaseCheck;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code almoner check} */
@Command(
        name = "check",
        description = {
            "Check a release of a code set against its profile, before it is published or after it was fetched.",
            "Takes a file, a ZIP as it was released, or a folder. Ends with 1 if a rule does not hold; warnings alone do not matter."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  almoner check 2026-code-descriptions-tabular-order.zip",
            "  almoner check Loinc_2.82.zip --previous Loinc_2.81.zip --html report.html",
            "  almoner check 2018_I10gem.txt --profile gems --with icd10cm_order_2018.txt"
        })
public final class CheckCommand implements Runnable {

    private final Context context;

    @Parameters(paramLabel = "FILE", description = "The release: a file, a ZIP or a folder.")
    @SuppressWarnings("NullAway.Init") // required, so that picocli sets it
    private Path path;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            description =
                    "Whose release it is; tried out if not given, which takes a release whose first rows are right.")
    private @Nullable String profile;

    @Option(
            names = "--previous",
            paramLabel = "FILE",
            description = "The release before: a table that has lost more of its rows than releases lose is an error.")
    private @Nullable Path previous;

    @Option(
            names = "--with",
            paramLabel = "FILE",
            description = "A release in which codes that this one names are looked up; may be given again.")
    private List<Path> with = List.of();

    @Option(names = "--html", paramLabel = "REPORT", description = "Write a report for people, too.")
    private @Nullable Path html;

    @Option(
            names = "--show",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many findings of each rule are told; 20 if not given. All are counted.")
    private int shown;

    @Mixin
    private final CodeSetOptions known = new CodeSetOptions();

    CheckCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        if (shown < 0) {
            throw new CommandFailure(ExitCode.USAGE, "--show takes a number from 0 on.");
        }
        var report = ReleaseInput.reading(this::checked);
        if (html != null) {
            var page = html;
            ReleaseInput.reading(() -> Files.writeString(page, CheckPage.of(path, report)));
        }
        var result = CheckResult.of(report);
        context.out().result(result, result::lines);
        if (!report.passes()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    path + " does not keep the rules of " + report.profile() + ": "
                            + Plain.count(report.count(Severity.ERROR), "error") + ".");
        }
    }

    private CheckReport checked() throws IOException {
        try (var scratch = ReleaseInput.scratch()) {
            var profiles = known.profiles();
            var others = new ArrayList<Release>();
            for (var other : with) {
                others.add(ReleaseInput.release(other, Optional.empty(), profiles));
            }
            return new ReleaseCheck(ReadLimits.USUAL, scratch, shown)
                    .check(new ReleaseCheck.Order(path, profile(profiles), others, Optional.ofNullable(previous)));
        }
    }

    private Profile profile(List<Profile> profiles) throws IOException {
        return profile == null
                ? ReleaseInput.release(path, Optional.empty(), profiles).profile()
                : known.profile(profile);
    }
}
