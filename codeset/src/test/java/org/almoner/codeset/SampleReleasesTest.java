package org.almoner.codeset;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.almoner.codeset.diff.Change;
import org.almoner.codeset.diff.Change.Kind;
import org.almoner.codeset.diff.ReleaseDiff;
import org.almoner.codeset.keys.Scratch;
import org.almoner.codeset.profile.Profiles;
import org.almoner.codeset.read.ReadLimits;
import org.almoner.codeset.rule.ReleaseCheck;
import org.almoner.sample.Rf2File;
import org.almoner.sample.Rf2View;
import org.almoner.sample.SampleChange;
import org.almoner.sample.SampleCodeSet;
import org.almoner.sample.SampleRelease;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Made-up releases keep the rules of their profiles, and differ by what their dice say and nothing else. */
class SampleReleasesTest {

    private static final SampleRelease FIRST = new SampleRelease(0, LocalDate.of(2025, 1, 1), 2000, 5);
    private static final SampleRelease LATER = new SampleRelease(2, LocalDate.of(2026, 1, 1), 2000, 5);

    @TempDir
    private Path folder;

    private Release release(SampleCodeSet codeSet, SampleRelease sample) throws IOException {
        var file = Files.createDirectories(folder.resolve(Integer.toString(sample.number())))
                .resolve(codeSet.fileName(sample));
        try (var out = Files.newOutputStream(file)) {
            codeSet.write(sample, out);
        }
        return new Recognizer(Profiles.builtIn(), ReadLimits.USUAL).recognize(file);
    }

    @ParameterizedTest
    @EnumSource
    void keepTheRules(SampleCodeSet codeSet) throws IOException {
        var release = release(codeSet, LATER);

        try (var scratch = new Scratch(folder, 1, 64 << 20)) {
            var report = new ReleaseCheck(ReadLimits.USUAL, scratch, 10)
                    .check(new ReleaseCheck.Order(release.path(), release.profile(), List.of(), Optional.empty()));

            assertThat(report.findings()).isEmpty();
            assertThat(release.profile().name()).isEqualTo(codeSet.commandName());
            assertThat(report.files())
                    .allSatisfy(file -> assertThat(file.rows()).isPositive());
        }
    }

    /** Nothing has been replaced by anything yet, so some files are empty. */
    @ParameterizedTest
    @EnumSource
    void theFirstOfAllKeepsTheRules(SampleCodeSet codeSet) throws IOException {
        var release = release(codeSet, FIRST);

        try (var scratch = new Scratch(folder, 1, 64 << 20)) {
            var report = new ReleaseCheck(ReadLimits.USUAL, scratch, 10)
                    .check(new ReleaseCheck.Order(release.path(), release.profile(), List.of(), Optional.empty()));

            assertThat(report.findings()).isEmpty();
        }
    }

    /** Drugs were put on the market whole years before a release, of which there is one a year. */
    private static SampleRelease later(SampleCodeSet codeSet) {
        return codeSet == SampleCodeSet.NDC
                ? new SampleRelease(LATER.number(), LocalDate.of(2027, 1, 1), LATER.codes(), LATER.seed())
                : LATER;
    }

    private List<Change> changes(SampleCodeSet codeSet, long memory) throws IOException {
        var changes = new ArrayList<Change>();
        try (var scratch = new Scratch(folder, 1, memory)) {
            new ReleaseDiff(ReadLimits.USUAL, scratch)
                    .compare(release(codeSet, FIRST), release(codeSet, later(codeSet)), changes::add);
        }
        return changes;
    }

    private static Map<SampleChange.Kind, Set<String>> known(SampleCodeSet codeSet) {
        var known = new HashMap<SampleChange.Kind, Set<String>>();
        codeSet.changes(FIRST, LATER)
                .forEach(change -> known.computeIfAbsent(change.kind(), _ -> new HashSet<>())
                        .add(change.code()));
        assertThat(known).hasSize(3);
        return known;
    }

    private static Set<String> codes(List<Change> changes, String table, Kind... kinds) {
        var codes = new HashSet<String>();
        for (var change : changes) {
            if (change.table().equals(table)
                    && change.inForce()
                    && List.of(kinds).contains(change.kind())) {
                codes.add(change.code());
            }
        }
        return codes;
    }

    @ParameterizedTest
    @CsvSource({
        "ICD_10_CM,order_file,67108864",
        "LOINC,loinc,67108864",
        "LOINC,loinc,1",
        "CPT,long_descriptions,67108864",
        "NDC,products,67108864"
    })
    void differByWhatIsKnown(SampleCodeSet codeSet, String table, long memory) throws IOException {
        var changes = changes(codeSet, memory);
        var known = known(codeSet);

        assertThat(codes(changes, table, Kind.ADDED)).isEqualTo(known.get(SampleChange.Kind.ADDED));
        assertThat(codes(changes, table, Kind.REVISED)).isEqualTo(known.get(SampleChange.Kind.REVISED));
        assertThat(codes(changes, table, Kind.RETIRED, Kind.REMOVED)).isEqualTo(known.get(SampleChange.Kind.RETIRED));
        assertThat(codes(changes, table, Kind.REACTIVATED, Kind.REMAPPED)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"67108864", "1"})
    void snomedCtDiffersByWhatIsKnown(long memory) throws IOException {
        var changes = changes(SampleCodeSet.SNOMED_CT, memory);
        var known = known(SampleCodeSet.SNOMED_CT);

        assertThat(codes(changes, "concept_snapshot", Kind.ADDED)).isEqualTo(known.get(SampleChange.Kind.ADDED));
        assertThat(codes(changes, "concept_snapshot", Kind.RETIRED)).isEqualTo(known.get(SampleChange.Kind.RETIRED));
        assertThat(codes(changes, "concept_snapshot", Kind.REVISED, Kind.REMOVED, Kind.REACTIVATED))
                .isEmpty();
        // What has ever been published stays as it is.
        assertThat(changes.stream().filter(change -> change.table().endsWith("_full")))
                .isNotEmpty()
                .allSatisfy(change -> assertThat(change.kind()).isEqualTo(Kind.ADDED));
        // A new title is a new description, and the one before goes out of force.
        var renamed = new HashSet<String>();
        for (var change : changes) {
            if (change.table().equals("description_snapshot") && change.kind() == Kind.RETIRED) {
                assertThat(change.cells()).extracting(Change.CellChange::column).contains("active", "effective_time");
                renamed.add(change.code());
            }
        }
        assertThat(renamed)
                .hasSizeGreaterThanOrEqualTo(
                        known.getOrDefault(SampleChange.Kind.REVISED, Set.of()).size());
        assertThat(codes(changes, "extended_map_refset_snapshot", Kind.REMAPPED))
                .isNotEmpty();
        assertThat(codes(changes, "extended_map_refset_snapshot", Kind.REVISED)).isEmpty();
    }

    /** A full file with the rows of a day taken out of it is the full file of before; a snapshot is the newest row of each id. */
    @Test
    void viewsOfSnomedCtFitTogether() throws IOException {
        for (var file : Rf2File.values()) {
            var full = rows(file, Rf2View.FULL);
            var delta = rows(file, Rf2View.DELTA);
            var newest = new HashMap<String, String>();
            full.forEach(row -> newest.merge(
                    row.split("\t", 2)[0],
                    row,
                    (one, other) -> one.split("\t", 3)[1].compareTo(other.split("\t", 3)[1]) > 0 ? one : other));

            assertThat(rows(file, Rf2View.SNAPSHOT)).containsExactlyInAnyOrderElementsOf(newest.values());
            assertThat(delta)
                    .containsExactlyInAnyOrderElementsOf(full.stream()
                            .filter(row -> row.contains("\t20260101\t"))
                            .toList());
        }
    }

    private static List<String> rows(Rf2File file, Rf2View view) throws IOException {
        var text = new StringWriter();
        file.write(LATER, view, text);
        assertThat(file.path(LATER, view))
                .contains(view.name().charAt(0) + view.name().substring(1).toLowerCase(Locale.ROOT));
        return text.toString().lines().skip(1).toList();
    }
}
