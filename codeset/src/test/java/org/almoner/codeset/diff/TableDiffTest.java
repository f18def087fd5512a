package org.almoner.codeset.diff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

import org.almoner.codeset.Recognizer;
import org.almoner.codeset.TestProfiles;
import org.almoner.codeset.diff.Change.Kind;
import org.almoner.codeset.keys.Scratch;
import org.almoner.codeset.profile.Profiles;
import org.almoner.codeset.read.ReadLimits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Random releases, against two maps that are compared key by key. */
class TableDiffTest {

    private static final int CODES = 3000;

    private static final String KEYED = """
            { "form": "delimited", "description": "Things.", "encoding": "utf-8", "delimiter": "|", "header": 0, "key": ["code"],
              "life": { "status": "state", "active": ["on"] }, "comparison": { "ignored": ["place"], "targets": ["target"] },
              "columns": [ { "name": "place", "type": "integer" }, { "name": "code", "type": "text" },
                           { "name": "state", "type": "text" }, { "name": "title", "type": "text" },
                           { "name": "target", "type": "text" } ] }
            """;

    private static final String GROUPED = """
            { "form": "delimited", "description": "Things.", "encoding": "utf-8", "delimiter": "|", "header": 0,
              "comparison": { "code": ["code"], "targets": ["target"] },
              "columns": [ { "name": "code", "type": "text" }, { "name": "target", "type": "text" } ] }
            """;

    @TempDir
    private Path folder;

    private Map<String, String> changes(String layout, List<String> before, List<String> after, long memory)
            throws IOException {
        var old = Files.write(Files.createDirectories(folder.resolve("old")).resolve("things-2025.txt"), before);
        var now = Files.write(Files.createDirectories(folder.resolve("new")).resolve("things-2026.txt"), after);
        var profile = Profiles.in(TestProfiles.write(folder.resolve("profile"), layout))
                .getFirst();
        var changes = new TreeMap<String, String>();
        try (var scratch = new Scratch(folder.resolve("scratch"), 9, memory)) {
            var counts = new ReleaseDiff(ReadLimits.USUAL, scratch)
                    .compare(
                            Recognizer.byNames(old, profile, ReadLimits.USUAL),
                            Recognizer.byNames(now, profile, ReadLimits.USUAL),
                            change -> assertThat(changes.put(
                                            change.code(),
                                            change.kind() + " " + change.inForce()
                                                    + (change.kind() == Kind.ADDED || change.kind() == Kind.REMOVED
                                                            ? ""
                                                            : " " + change.cells())))
                                    .isNull())
                    .getFirst();
            assertThat(counts.rowsBefore()).isEqualTo(before.size());
            assertThat(counts.rowsAfter()).isEqualTo(after.size());
            assertThat(counts.inForce().values().stream()
                                    .mapToLong(each -> each)
                                    .sum()
                            + counts.others().values().stream()
                                    .mapToLong(each -> each)
                                    .sum())
                    .isEqualTo(changes.size());
        }
        return changes;
    }

    private static List<String> lines(Map<String, String[]> rows, boolean shuffled, Random random) {
        var codes = new ArrayList<>(rows.keySet());
        if (shuffled) {
            Collections.shuffle(codes, random);
        }
        var lines = new ArrayList<String>();
        for (var code : codes) {
            lines.add(lines.size() + "|" + code + "|" + String.join("|", rows.get(code)));
        }
        return lines;
    }

    @ParameterizedTest
    @CsvSource({"false,1000000000", "true,1000000000", "false,1", "true,1", "true,1200000", "false,1100000"})
    void isWhatTwoMapsSay(boolean shuffled, long memory) throws IOException {
        var random = new Random(11);
        var before = new TreeMap<String, String[]>();
        var after = new TreeMap<String, String[]>();
        var truth = new TreeMap<String, String>();
        for (int i = 0; i < CODES; i++) {
            var code = "C%05d".formatted(random.nextInt(1_000_000));
            var row = new String[] {random.nextInt(5) == 0 ? "off" : "on", "title " + i, "t" + random.nextInt(9)};
            switch (random.nextInt(12)) {
                case 0 -> before.put(code, row);
                case 1 -> after.put(code, row);
                default -> {
                    before.put(code, row);
                    var changed = row.clone();
                    if (random.nextInt(8) == 0) {
                        changed[random.nextInt(3)] = random.nextBoolean() ? "on" : "off";
                    }
                    after.put(code, changed);
                }
            }
        }
        for (var code : before.keySet()) {
            if (!after.containsKey(code)) {
                truth.put(code, "REMOVED " + before.get(code)[0].equals("on"));
            }
        }
        after.forEach((code, row) -> expected(before.get(code), row).ifPresent(change -> truth.put(code, change)));

        assertThat(changes(KEYED, lines(before, shuffled, random), lines(after, shuffled, random), memory))
                .isEqualTo(truth);
    }

    private static Optional<String> expected(String @Nullable [] before, String[] after) {
        if (before == null) {
            return Optional.of("ADDED " + after[0].equals("on"));
        }
        var names = new String[] {"state", "title", "target"};
        var cells = new ArrayList<Change.CellChange>();
        for (int i = 0; i < names.length; i++) {
            if (!before[i].equals(after[i])) {
                cells.add(new Change.CellChange(names[i], Optional.of(before[i]), Optional.of(after[i])));
            }
        }
        boolean was = before[0].equals("on");
        boolean is = after[0].equals("on");
        var kind = was && !is
                ? Kind.RETIRED
                : !was && is ? Kind.REACTIVATED : !before[2].equals(after[2]) ? Kind.REMAPPED : Kind.REVISED;
        return cells.isEmpty() ? Optional.empty() : Optional.of(kind + " " + (was || is) + " " + cells);
    }

    /** A code of several rows: it is there as long as one of them is. */
    @ParameterizedTest
    @CsvSource({"false,1000000000", "true,1000000000", "true,1", "false,1", "true,1100000"})
    void codesWithSeveralRows(boolean shuffled, long memory) throws IOException {
        var random = new Random(12);
        var before = new TreeMap<String, List<String>>();
        var after = new TreeMap<String, List<String>>();
        for (int i = 0; i < CODES; i++) {
            var code = "C%05d".formatted(i);
            var targets = new ArrayList<String>();
            for (int j = random.nextInt(4); j >= 0; j--) {
                targets.add("t" + j);
            }
            if (random.nextInt(10) > 0) {
                before.put(code, targets);
            }
            var others = new ArrayList<>(targets);
            switch (random.nextInt(10)) {
                case 0 -> others.add("new");
                case 1 -> others.removeLast();
                case 2 -> others.clear();
                case 3 -> others.set(0, "other");
                default -> {}
            }
            if (!others.isEmpty()) {
                after.put(code, others);
            }
        }
        var truth = new TreeMap<String, String>();
        before.forEach((code, targets) -> {
            if (!after.containsKey(code)) {
                truth.put(code, "REMOVED");
            } else if (!counted(targets).equals(counted(after.get(code)))) {
                truth.put(code, "REMAPPED");
            }
        });
        after.keySet().stream().filter(code -> !before.containsKey(code)).forEach(code -> truth.put(code, "ADDED"));

        var found = new TreeMap<String, String>();
        changes(GROUPED, pairs(before, shuffled, random), pairs(after, shuffled, random), memory)
                .forEach((code, change) -> found.put(code, change.substring(0, change.indexOf(' '))));

        assertThat(found).isEqualTo(truth);
    }

    private static Map<String, Integer> counted(List<String> texts) {
        var counted = new HashMap<String, Integer>();
        texts.forEach(text -> counted.merge(text, 1, Integer::sum));
        return counted;
    }

    private static List<String> pairs(Map<String, List<String>> rows, boolean shuffled, Random random) {
        var lines = new ArrayList<String>();
        rows.forEach((code, targets) -> targets.forEach(target -> lines.add(code + "|" + target)));
        if (shuffled) {
            Collections.shuffle(lines, random);
        }
        return lines;
    }
}
