package org.almoner.codeset.rule;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.almoner.codeset.Recognizer;
import org.almoner.codeset.Release;
import org.almoner.codeset.UnknownReleaseException;
import org.almoner.codeset.keys.Scratch;
import org.almoner.codeset.profile.Profile;
import org.almoner.codeset.profile.Severity;
import org.almoner.codeset.read.ReadLimits;
import org.almoner.codeset.read.ReleaseException;

/** Holds a release against the rules of its profile. Reads each of its files once. One check after the other. */
public final class ReleaseCheck {

    /** Findings of each rule that are kept, if nobody says otherwise. */
    public static final int KEPT = 20;

    private final ReadLimits limits;
    private final Scratch scratch;
    private final int kept;

    /**
     * Checks nothing yet.
     *
     * @param scratch for keys; stays open
     * @param kept how many findings of each rule are kept; all are counted
     */
    public ReleaseCheck(ReadLimits limits, Scratch scratch, int kept) {
        this.limits = limits;
        this.scratch = scratch;
        this.kept = kept;
    }

    /**
     * What is checked.
     *
     * @param path a file, a ZIP or a folder
     * @param others releases of other code sets, in which codes that the release names are looked up
     * @param previous the release before; its rows are counted
     */
    public record Order(Path path, Profile profile, List<Release> others, Optional<Path> previous) {

        public Order {
            others = List.copyOf(others);
        }
    }

    /**
     * Checks a release.
     *
     * @throws java.nio.file.NoSuchFileException if there is no such file
     * @throws IOException if a disk fails; what is wrong with the release itself is in the report
     */
    public CheckReport check(Order order) throws IOException {
        var findings = new Findings(kept);
        Release release;
        try {
            release = Recognizer.byNames(order.path(), order.profile(), limits);
        } catch (ReleaseException e) {
            findings.add(FileCheck.finding(e, String.valueOf(order.path().getFileName()), ""));
            return new CheckReport(
                    order.profile().name(),
                    Optional.empty(),
                    List.of(),
                    findings.counts(),
                    findings.first(),
                    List.of("Nothing else, as no file could be read."));
        }
        new FilesRule(release, findings).check();
        var version = version(release, findings);
        try (var check = new TablesCheck(release, order.others(), findings, limits, scratch)) {
            check.run();
            var before = new RowsRule(release, order.previous(), limits, findings);
            var files = before.check(check.files());
            return new CheckReport(
                    order.profile().name(), version, files, findings.counts(), findings.first(), check.unchecked());
        }
    }

    private Optional<String> version(Release release, Findings findings) throws IOException {
        try {
            return new Recognizer(List.of(release.profile()), limits).version(release);
        } catch (UnknownReleaseException e) {
            findings.add(new Finding(
                    RuleKind.VERSION,
                    Severity.ERROR,
                    String.valueOf(release.path().getFileName()),
                    0,
                    "",
                    String.valueOf(e.getMessage())));
            return Optional.empty();
        } catch (ReleaseException _) {
            // The check of the file says it, too, and better.
            return Optional.empty();
        }
    }
}
