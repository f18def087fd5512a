package org.almoner.server.codeset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.almoner.codeset.Recognizer;
import org.almoner.codeset.Release;
import org.almoner.codeset.diff.ReleaseDiff;
import org.almoner.codeset.diff.TableChanges;
import org.almoner.codeset.keys.Scratch;
import org.almoner.codeset.profile.Profile;
import org.almoner.codeset.read.ReadLimits;
import org.almoner.codeset.read.ReleaseException;
import org.almoner.codeset.rule.CheckReport;
import org.almoner.codeset.rule.ReleaseCheck;
import org.almoner.server.catalog.Contents;
import org.almoner.server.codeset.ChangeFile.Section;
import org.almoner.server.codeset.Check.Outcome;
import org.almoner.server.codeset.Recognition.Found;
import org.almoner.server.failure.Damaged;
import org.almoner.server.storage.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Holds a version against the profiles of the releases in it, and compares these with the ones before. Knows no tables. */
final class CheckWork {

    private static final int LONGEST_MESSAGE = 4000;

    private final CodeSetLibrary library;
    private final Objects objects;
    private final long memory;
    private final LongSupplier seeds;
    private final JsonMapper json;

    /**
     * Does nothing yet.
     *
     * @param memory in bytes, for the keys of one check
     * @param seeds of hashes; nobody must be able to tell the next one
     */
    CheckWork(CodeSetLibrary library, Objects objects, long memory, LongSupplier seeds, JsonMapper json) {
        this.library = library;
        this.objects = objects;
        this.memory = memory;
        this.seeds = seeds;
        this.json = json;
    }

    /**
     * What is to be done.
     *
     * @param asked whose releases they are, if somebody said so
     * @param before the version to compare with
     * @param folder empty, and all its own
     */
    record Order(
            Contents version,
            Optional<Profile> asked,
            Optional<Contents> before,
            List<Profile> expected,
            Path folder) {}

    /**
     * What was done.
     *
     * @param outcome but for the changes
     * @param changes a file with all of them; null if nothing was compared
     */
    record Done(Outcome outcome, @Nullable Path changes, List<Section> sections) {}

    /** @throws IOException if a disk or the store fails; what is wrong with the version is in the outcome */
    Done perform(Order order) throws IOException {
        var now = place(order.version(), order.folder().resolve("now"));
        UnaryOperator<String> plain = text -> text.replace(order.folder() + "/now/", "")
                .replace(order.folder() + "/before/", "")
                .replace(order.folder() + "/", "");
        var recognized = order.asked().isPresent()
                ? Recognition.named(now, order.asked().get())
                : new Recognition(library.profiles()).in(now, order.expected());
        if (recognized.releases().isEmpty()) {
            var reasons = recognized.reasons().stream().map(plain).collect(Collectors.joining("\n"));
            return new Done(new Outcome(CheckState.UNRECOGNIZED, shortened(reasons), List.of(), null), null, List.of());
        }
        var old = before(order, recognized);
        var reports = new ArrayList<ReleaseReport>();
        var parts = Files.createDirectory(order.folder().resolve("changes"));
        boolean compared = false;
        try (var writer = new ChangeWriter(parts, json)) {
            for (var found : recognized.releases()) {
                var report = new One(order.folder(), recognized, old, found).run(writer, plain);
                compared |= report.changes() != null;
                reports.add(report);
            }
            var state = reports.stream().allMatch(ReleaseReport::passes) ? CheckState.PASSED : CheckState.REFUSED;
            var outcome = new Outcome(state, null, reports, null);
            if (!compared) {
                return new Done(outcome, null, List.of());
            }
            var all = order.folder().resolve(ChangeFile.NAME);
            return new Done(outcome, all, writer.join(all));
        }
    }

    private Path place(Contents version, Path folder) throws IOException {
        Files.createDirectory(folder);
        for (var file : version.files()) {
            var object = objects.find(file.object())
                    .orElseThrow(() -> new Damaged(
                            "The file " + file.fileName() + " of version " + version.name() + " is not in the store."));
            objects.place(object, folder.resolve(file.fileName()));
        }
        return folder;
    }

    private Recognition.Result before(Order order, Recognition.Result recognized) throws IOException {
        if (order.before().isEmpty()) {
            return new Recognition.Result(List.of(), List.of());
        }
        var folder = place(order.before().get(), order.folder().resolve("before"));
        var profiles =
                recognized.releases().stream().map(Found::profile).distinct().toList();
        return new Recognition(profiles).in(folder, profiles);
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE - 3) + "...";
    }

    /** One release of the version, among the others. */
    private final class One {

        private final Path folder;
        private final Recognition.Result all;
        private final Recognition.Result old;
        private final Found found;

        One(Path folder, Recognition.Result all, Recognition.Result old, Found found) {
            this.folder = folder;
            this.all = all;
            this.old = old;
            this.found = found;
        }

        ReleaseReport run(ChangeWriter changes, UnaryOperator<String> plain) throws IOException {
            var before = counterpart();
            var report = check(before.map(Found::path));
            if (before.isEmpty()) {
                var several = !old.of(found.profile()).isEmpty();
                return ReleaseReport.of(
                        report,
                        null,
                        several
                                ? "What has changed, as there are several releases of "
                                        + found.profile().name() + ", and not as many in the version before."
                                : null,
                        plain);
            }
            try {
                return ReleaseReport.of(report, compare(before.get(), changes), null, plain);
            } catch (ReleaseException e) {
                return ReleaseReport.of(report, null, "What has changed: " + e.getMessage() + ".", plain);
            }
        }

        /** The release in the version before that this one follows: that of the same place, where there are several of a kind. */
        private Optional<Found> counterpart() {
            var these = all.of(found.profile());
            var those = old.of(found.profile());
            return these.size() == those.size() ? Optional.of(those.get(these.indexOf(found))) : Optional.empty();
        }

        private CheckReport check(Optional<Path> before) throws IOException {
            var others = new ArrayList<Release>();
            for (var other : all.releases()) {
                if (!other.equals(found)) {
                    readable(other).ifPresent(others::add);
                }
            }
            try (var scratch = new Scratch(folder, seeds.getAsLong(), memory)) {
                return new ReleaseCheck(ReadLimits.USUAL, scratch, ReleaseCheck.KEPT)
                        .check(new ReleaseCheck.Order(found.path(), found.profile(), others, before));
            }
        }

        private List<TableChanges> compare(Found before, ChangeWriter changes) throws IOException {
            var these = changes.release(found.profile().name());
            try (var scratch = new Scratch(folder, seeds.getAsLong(), memory)) {
                var tables = new ReleaseDiff(ReadLimits.USUAL, scratch).compare(release(before), release(found), these);
                these.keep();
                return tables;
            }
        }

        /** Another release to look codes up in; one that is broken is told of where it is checked itself. */
        private static Optional<Release> readable(Found other) throws IOException {
            try {
                return Optional.of(release(other));
            } catch (ReleaseException _) {
                return Optional.empty();
            }
        }

        private static Release release(Found found) throws IOException {
            return Recognizer.byNames(found.path(), found.profile(), ReadLimits.USUAL);
        }
    }
}
