package org.almoner.codeset.diff;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;

import org.almoner.codeset.RealFiles;
import org.almoner.codeset.Recognizer;
import org.almoner.codeset.diff.Change.Kind;
import org.almoner.codeset.keys.Scratch;
import org.almoner.codeset.profile.Profiles;
import org.almoner.codeset.read.ReadLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Releases as their publishers made them differ by what the publishers say. */
class RealDiffTest {

    private static final String CM_2024 = "icd-10-cm/2024/2024-code-descriptions-tabular-order-updated-02-01-2024.zip";
    private static final String CM_2025 = "icd-10-cm/2025/2025-code-descriptions-tabular-order.zip";
    private static final String PCS_2024 =
            "icd-10-pcs/2024/2024-icd-10-pcs-order-file-long-and-abbreviated-titles-updated-12-19-2023.zip";
    private static final String PCS_2025 = "icd-10-pcs/2025/2025-icd-10-pcs-order-file-long-and-abbreviated-titles.zip";

    @TempDir
    private Path folder;

    private final List<Change> changes = new ArrayList<>();

    private TableChanges compare(String before, String after, String table) throws IOException {
        return compare(before, after, table, 64 << 20);
    }

    private TableChanges compare(String before, String after, String table, long memory) throws IOException {
        var recognizer = new Recognizer(Profiles.builtIn(), ReadLimits.USUAL);
        changes.clear();
        try (var scratch = new Scratch(folder, 1, memory)) {
            return new ReleaseDiff(ReadLimits.USUAL, scratch)
                            .compare(
                                    recognizer.recognize(RealFiles.at(before)),
                                    recognizer.recognize(RealFiles.at(after)),
                                    change -> {
                                        if (change.table().equals(table)) {
                                            changes.add(change);
                                        }
                                    })
                            .stream()
                            .filter(each -> each.table().equals(table))
                            .findFirst()
                            .orElseThrow();
        }
    }

    private static List<String> lines(String zip, String name) throws IOException {
        try (var file = new ZipFile(RealFiles.at(zip).toFile());
                var in = file.getInputStream(file.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
        }
    }

    /** What an addenda file says, without its summary. */
    private static List<String> addenda(String zip, String name) throws IOException {
        return lines(zip, name).stream()
                .filter(line -> line.matches("(Add|Delete|Revise from|Revise to): .*"))
                .map(line -> line.stripTrailing().replaceFirst(": +", ": "))
                .toList();
    }

    /** The lines of an order file by their codes, without what addenda leave out. */
    private static Map<String, String> order(String zip, String name, boolean flags) throws IOException {
        var byCode = new HashMap<String, String>();
        for (var line : lines(zip, name)) {
            var code = line.substring(6, 13);
            byCode.put(
                    code.strip(),
                    (flags ? line.substring(14, 16) : "")
                            + code
                            + line.substring(15).stripTrailing());
        }
        return byCode;
    }

    /** Our changes as an addenda file would have them. */
    private List<String> asAddenda(Map<String, String> before, Map<String, String> after) {
        var lines = new ArrayList<String>();
        for (var change : changes) {
            var was = before.get(change.code());
            var is = after.get(change.code());
            switch (change.kind()) {
                case ADDED -> lines.add("Add: " + is);
                case REMOVED -> lines.add("Delete: " + was);
                // A code that becomes a header is deleted as the one and added as the other.
                case RETIRED, REACTIVATED -> {
                    lines.add("Delete: " + was);
                    lines.add("Add: " + is);
                }
                case REVISED -> {
                    lines.add("Revise from: " + was);
                    lines.add("Revise to: " + is);
                }
                case REMAPPED -> throw new AssertionError(change);
            }
        }
        return lines;
    }

    /** 252 added, 36 deleted, 13 revised; headers 72, 0 and 1. */
    @ParameterizedTest
    @CsvSource({"67108864", "3000"})
    void icd10Cm2025IsWhatItsAddendaSay(long memory) throws IOException {
        var order = compare(CM_2024, CM_2025, "order_file", memory);

        assertThat(order.inForce())
                .isEqualTo(Map.of(Kind.ADDED, 252L, Kind.REMOVED, 3L, Kind.RETIRED, 33L, Kind.REVISED, 13L));
        assertThat(order.others()).isEqualTo(Map.of(Kind.ADDED, 39L, Kind.REVISED, 1L));
        assertThat(asAddenda(
                        order(CM_2024, "icd10cm_order_2024.txt", true), order(CM_2025, "icd10cm_order_2025.txt", true)))
                .containsExactlyInAnyOrderElementsOf(addenda(CM_2025, "icd10cm_order_addenda_2025.txt"));
    }

    @Test
    void theCodesOfIcd10Cm2025AreWhatTheirAddendaSay() throws IOException {
        var codes = compare(CM_2024, CM_2025, "codes_file");

        assertThat(codes.inForce()).isEqualTo(Map.of(Kind.ADDED, 252L, Kind.REMOVED, 36L, Kind.REVISED, 13L));
        assertThat(lines(CM_2025, "icd10cm_codes_addenda_2025.txt"))
                .anyMatch(line -> line.contains("252 additions"))
                .anyMatch(line -> line.contains("36 deletions"))
                .anyMatch(line -> line.contains("13 revisions"));
    }

    @Test
    void icd10Pcs2025IsWhatItsAddendaSay() throws IOException {
        var order = compare(PCS_2024, PCS_2025, "order_file");

        assertThat(order.inForce()).isEqualTo(Map.of(Kind.ADDED, 371L, Kind.REMOVED, 61L));
        assertThat(order.others()).isEqualTo(Map.of(Kind.ADDED, 3L));
        assertThat(asAddenda(
                        order(PCS_2024, "icd10pcs_order_2024.txt", false),
                        order(PCS_2025, "icd10pcs_order_2025.txt", false)))
                .containsExactlyInAnyOrderElementsOf(addenda(PCS_2025, "order_addenda_2025.txt"));
    }

    @Test
    void april2025ChangesNothing() throws IOException {
        var order = compare(CM_2025, "icd-10-cm/2025-april/Code-desciptions-April-2025.zip", "order_file");

        assertThat(order.isEmpty()).isTrue();
        assertThat(order.rowsAfter()).isEqualTo(97_584);
    }

    /** Each code's own action says what was done to it since the release before; revisions of columns that have no action are left out. */
    @Test
    void hcpcs2019AgreesWithItsActionCodes() throws IOException {
        var codes = compare(
                "hcpcs/2018/2018-Alpha-Numeric-HCPCS-File.zip",
                "hcpcs/2019/2019-Alpha-Numeric-HCPCS-File.zip",
                "codes");
        var before = actions("hcpcs/2018/2018-Alpha-Numeric-HCPCS-File.zip", "HCPC2018_CONTR_ANWEB_disc.txt");
        var actions = actions("hcpcs/2019/2019-Alpha-Numeric-HCPCS-File.zip", "HCPC2019_CONTR_ANWEB.txt");

        assertThat(codes.count(Kind.ADDED)).isEqualTo(244);
        assertThat(codes.count(Kind.REMOVED)).isEqualTo(3);
        // Four came in a quarter of 2018 and have had another action since; four had this action in the file of 2018
        // already.
        var added = new ArrayList<>(with(actions, "A"));
        added.removeIf(before::containsKey);
        added.addAll(List.of("G9868", "G9869", "G9870", "Q2041"));
        assertThat(codes(Kind.ADDED, true)).containsExactlyInAnyOrderElementsOf(added);
        // The others with a D were added and discontinued again within the year.
        var gone = new ArrayList<>(codes(Kind.RETIRED, true));
        gone.addAll(codes(Kind.ADDED, false));
        assertThat(gone).containsExactlyInAnyOrderElementsOf(with(actions, "D"));
        // Q2041 is one of the four.
        actions.remove("Q2041");
        assertThat(revised("long_description")).containsAll(with(actions, "C")).containsAll(with(actions, "B"));
        assertThat(revised("short_description")).containsAll(with(actions, "S"));
    }

    private static Map<String, String> actions(String zip, String name) throws IOException {
        var actions = new HashMap<String, String>();
        for (var line : lines(zip, name)) {
            if (line.matches("^.{5}\\d{5}[37].*") && line.length() >= 293) {
                actions.put(line.substring(0, 5).strip(), line.substring(292, 293));
            }
        }
        return actions;
    }

    @Test
    void hcpcsOfJuly2020AgreesWithItsActionCodes() throws IOException {
        var codes = compare("hcpcs/2020-04/anweb.xlsx", "hcpcs/2020-07/anweb.xlsx", "workbook");

        assertThat(codes.count(Kind.ADDED)).isEqualTo(61);
        assertThat(codes.count(Kind.REMOVED)).isZero();
        // 32 changed, of which 9 were discontinued.
        assertThat(codes.count(Kind.RETIRED) + codes.count(Kind.REVISED)).isEqualTo(32);
        assertThat(changes.stream().filter(change -> change.kind() == Kind.RETIRED))
                .allSatisfy(change -> assertThat(change.cells()).anySatisfy(cell -> {
                    assertThat(cell.column()).isEqualTo("action");
                    assertThat(cell.after()).contains("D");
                }));
        assertThat(changes.stream().filter(change -> change.kind() == Kind.ADDED))
                .allSatisfy(change -> assertThat(change.cells()).anySatisfy(cell -> {
                    assertThat(cell.column()).isEqualTo("action");
                    assertThat(cell.after()).contains("A");
                }));
    }

    /** Counted by others, for V24 and V28. */
    @ParameterizedTest
    @CsvSource({
        "v24/F2420P1M.TXT,v24/F2421P1M.TXT,102,3,0",
        "v24/F2421P1M.TXT,v24/F2422P1M.TXT,39,15,5",
        "v28/F2823T2N_FY20FY21.TXT,v28/F2823T2N_FY22FY23.TXT,173,10,0",
        "v28/F2823T2N_FY22FY23.TXT,v28/F2824T1N.TXT,51,11,0"
    })
    void diagnosesOfCmsHcc(String before, String after, long added, long removed, long remapped) throws IOException {
        for (long memory : new long[] {64 << 20, 1}) {
            var codes = compare("cms-hcc/" + before, "cms-hcc/" + after, "diagnoses", memory);

            assertThat(codes.count(Kind.ADDED)).isEqualTo(added);
            assertThat(codes.count(Kind.REMOVED)).isEqualTo(removed);
            assertThat(codes.count(Kind.REMAPPED)).isEqualTo(remapped);
            assertThat(codes.count(Kind.REVISED)).isZero();
        }
    }

    private List<String> codes(Kind kind, boolean inForce) {
        return changes.stream()
                .filter(change -> change.kind() == kind && change.inForce() == inForce)
                .map(Change::code)
                .toList();
    }

    private List<String> revised(String column) {
        return changes.stream()
                .filter(change -> change.kind() == Kind.REVISED
                        && change.cells().stream()
                                .anyMatch(cell -> cell.column().equals(column)))
                .map(Change::code)
                .toList();
    }

    private static List<String> with(Map<String, String> actions, String action) {
        return actions.entrySet().stream()
                .filter(each -> each.getValue().equals(action))
                .map(Map.Entry::getKey)
                .toList();
    }
}
