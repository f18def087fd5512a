package org.almoner.warehouse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.almoner.codeset.Recognizer;
import org.almoner.codeset.Release;
import org.almoner.codeset.VersionOrder;
import org.almoner.codeset.keys.Scratch;
import org.almoner.codeset.profile.Profiles;
import org.almoner.codeset.read.ReadLimits;
import org.almoner.codeset.read.ReleaseException;
import org.almoner.codeset.rule.CheckReport;
import org.almoner.codeset.rule.ReleaseCheck;
import org.almoner.sample.SampleCodeSet;
import org.almoner.sample.SampleRelease;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every database does alike with releases of code sets. */
class ReleaseLoaderTest {

    private static final LoadListener NOBODY = new LoadListener() {
        @Override
        public void verifying(String fileName, long position, long size) {}

        @Override
        public void loading(String fileName, long position, long size) {}
    };

    @TempDir
    private Path folder;

    private static ReleaseLoader loader() {
        return new ReleaseLoader(ReadLimits.USUAL, TestExtracts.NOW, NOBODY);
    }

    private static VersionedRelease release(@Nullable String version, Path... files) throws IOException {
        var recognizer = new Recognizer(Profiles.builtIn(), ReadLimits.USUAL);
        var releases = new ArrayList<Release>();
        for (var file : files) {
            releases.add(recognizer.recognize(file));
        }
        var all = VersionedRelease.of(releases, Optional.ofNullable(version));
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static Optional<ReleaseLoad> load(WarehouseAddress address, VersionedRelease release) throws IOException {
        try (var warehouse = Warehouse.open(address, release.schema())) {
            return loader().load(release, warehouse);
        }
    }

    private Path sample(SampleCodeSet codeSet, int number) throws IOException {
        var sample = new SampleRelease(number, LocalDate.of(2025 + number, 10, 1), 500, 7);
        var file = Files.createDirectories(folder.resolve("sample-" + number)).resolve(codeSet.fileName(sample));
        try (var out = Files.newOutputStream(file)) {
            codeSet.write(sample, out);
        }
        return file;
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }

    private static List<@Nullable String> row(@Nullable String... cells) {
        return new ArrayList<@Nullable String>(Arrays.asList(cells));
    }

    private static String count(TestWarehouse kind, WarehouseAddress address, String from) throws SQLException {
        return String.valueOf(
                kind.rows(address, "SELECT count(*) FROM " + from).getFirst().getFirst());
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLostAndNothingIsMadeUp(TestWarehouse kind) throws IOException, SQLException {
        var address = kind.fresh(folder);
        load(address, release("2026-01", file("cvx.txt", """
                                01        |short "q"|full \\N \\. \u00e9\ud83d\ude00|a\ttab|Active|False|2026/01/31
                                02        |b|||Inactive|TRUE|2026/02/30
                                """)));

        var yes = kind == TestWarehouse.POSTGRESQL ? "t" : "true";
        var no = kind == TestWarehouse.POSTGRESQL ? "f" : "false";
        assertThat(kind.rows(address, "SELECT * FROM cvx.vaccines ORDER BY code"))
                .containsExactly(
                        row(
                                "01",
                                "short \"q\"",
                                "full \\N \\. \u00e9\ud83d\ude00",
                                "a\ttab",
                                "Active",
                                no,
                                "2026-01-31",
                                "2026/01/31",
                                "2026-01"),
                        row("02", "b", null, null, "Inactive", yes, null, "2026/02/30", "2026-01"));
        assertThat(
                        kind.rows(
                                address,
                                "SELECT column_name, lower(data_type) FROM information_schema.columns WHERE table_schema = 'cvx' AND table_name ="
                                        + " 'vaccines_versions' AND column_name IN ('code', 'non_vaccine', 'last_updated') ORDER BY 1"))
                .containsExactly(
                        row("code", kind == TestWarehouse.POSTGRESQL ? "text" : "varchar"),
                        row("last_updated", "date"),
                        row("non_vaccine", "boolean"));
    }

    /** Counted in the file by its lines, not by us. */
    @ParameterizedTest
    @EnumSource
    void versionsStandBesideEachOtherAndTheNewestIsShown(TestWarehouse kind) throws IOException, SQLException {
        var address = kind.fresh(folder);
        var newer = release(null, sample(SampleCodeSet.ICD_10_CM, 1));
        var older = release(null, sample(SampleCodeSet.ICD_10_CM, 0));

        load(address, newer);
        load(address, older);

        assertThat(
                        kind.rows(
                                address,
                                "SELECT version, count(*) FROM icd_10_cm.order_file_versions GROUP BY version ORDER BY version"))
                .containsExactly(row("2026", lines(older)), row("2027", lines(newer)));
        assertThat(kind.rows(address, "SELECT DISTINCT version FROM icd_10_cm.order_file"))
                .containsExactly(row("2027"));
        assertThat(
                        kind.rows(
                                address,
                                "SELECT load_number, version, table_name, row_count, replaced_by FROM icd_10_cm.almoner_releases ORDER BY 1"))
                .containsExactly(
                        row("1", "2027", "order_file", lines(newer), null),
                        row("2", "2026", "order_file", lines(older), null));
    }

    /** Whatever a check can read is loaded, and all rows that it counts. */
    @ParameterizedTest
    @EnumSource
    void allThatCanBeCheckedIsLoaded(TestWarehouse kind) throws IOException, SQLException {
        var address = kind.fresh(folder);
        for (var codeSet : SampleCodeSet.values()) {
            var file = sample(codeSet, 1);
            var release = release("1", file);
            var profile = Profiles.builtIn().stream()
                    .filter(each -> each.name().equals(codeSet.commandName()))
                    .findFirst()
                    .orElseThrow();
            List<CheckReport.CheckedFile> checked;
            try (var scratch = new Scratch(folder.resolve("scratch"), 1, 64 << 20)) {
                checked = new ReleaseCheck(ReadLimits.USUAL, scratch, 0)
                        .check(new ReleaseCheck.Order(file, profile, List.of(), Optional.empty()))
                        .files();
            }

            load(address, release);

            assertThat(checked).isNotEmpty();
            for (var each : checked) {
                assertThat(count(kind, address, release.schema() + "." + each.table()))
                        .as(each.name())
                        .isEqualTo(Long.toString(each.rows()));
            }
        }
    }

    /** As CMS packs a quarter's HCPCS, unpacked: two workbooks, of which each has its own sheets, and the text. */
    @ParameterizedTest
    @EnumSource
    void aFolderWithWorkbooksIsARelease(TestWarehouse kind) throws IOException, SQLException {
        var address = kind.fresh(folder);
        var place = Files.createDirectories(folder.resolve("april"));
        var codes = place.resolve("HCPC2026_APR_ANWEB.xlsx");
        workbook(codes, "A", """
                <row r="2"><c t="str"><v>HCPC</v></c><c t="str"><v>LONG DESCRIPTION</v></c><c t="str"><v>ADD DT</v></c><c t="str"><v>ACT EFF DT</v></c>
                <c t="str"><v>TERM DT</v></c><c t="str"><v>ACTION CD</v></c></row>
                <row r="3"><c t="str"><v>A0021</v></c><c t="str"><v>Ambulance, &quot;outside&quot;|state</v></c><c t="str"><v>20200101</v></c>
                <c t="str"><v>20200101</v></c><c/><c t="str"><v>N</v></c></row>
                <row r="4"><c t="str"><v>A0080</v></c><c t="str"><v>Transport</v></c><c><v>20200101</v></c><c><v>20260401</v></c>
                <c><v>20260331</v></c><c t="str"><v>D</v></c></row>
                """);
        workbook(place.resolve("HCPC2026_APR_TRANS_ALPHA.xlsx"), "Changes by HCPC", """
                <row r="1"><c t="str"><v>HCPC</v></c><c t="str"><v>ACTION CD</v></c><c t="str"><v>SHORT DESCRIPTION</v></c>
                <c t="str"><v>LONG DESCRIPTION</v></c></row>
                <row r="2"><c t="str"><v>A0080</v></c><c t="str"><v>DISC</v></c><c/><c t="str"><v>Transport</v></c></row>
                """);

        var release = release(null, place);
        assertThat(release.version()).isEqualTo("2026-04");
        load(address, release);

        assertThat(
                        kind.rows(
                                address,
                                "SELECT code, long_description, added_date, termination_date, version FROM hcpcs.workbook ORDER BY 1"))
                .containsExactly(
                        row("A0021", "Ambulance, \"outside\"|state", "2020-01-01", null, "2026-04"),
                        row("A0080", "Transport", "2020-01-01", "2026-03-31", "2026-04"));
        assertThat(kind.rows(address, "SELECT code, action FROM hcpcs.transactions"))
                .containsExactly(row("A0080", "DISC"));
        assertThat(kind.rows(
                        address,
                        "SELECT file_name, part, sha256 FROM hcpcs.almoner_releases WHERE table_name = 'workbook'"))
                .containsExactly(row("HCPC2026_APR_ANWEB.xlsx", "HCPC2026_APR_ANWEB.xlsx:A", Hashes.sha256(codes)));
        assertThat(load(address, release)).isEmpty();
        Files.write(codes, new byte[] {0}, StandardOpenOption.APPEND);
        assertThat(load(address, release(null, place))).isPresent();
        assertThat(count(kind, address, "hcpcs.workbook_versions")).isEqualTo("2");
    }

    /** Parts by hand, as ECMA-376 has them. */
    private static void workbook(Path file, String sheet, String rows) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var part : Map.of(
                            "xl/workbook.xml",
                            "<workbook xmlns:r=\"r\"><sheets><sheet name=\"" + sheet
                                    + "\" r:id=\"rId1\"/></sheets></workbook>",
                            "xl/_rels/workbook.xml.rels",
                            "<Relationships><Relationship Id=\"rId1\" Type=\"worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
                            "xl/worksheets/sheet1.xml",
                            "<worksheet><sheetData>" + rows + "</sheetData></worksheet>")
                    .entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static String lines(VersionedRelease release) throws IOException {
        try (var in = release.parts().getFirst().file().open()) {
            return Long.toString(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .count());
        }
    }

    @ParameterizedTest
    @EnumSource
    void doneAgainItChangesNothing(TestWarehouse kind) throws IOException, SQLException {
        var address = kind.fresh(folder);
        var release = release("2026-11-20", sample(SampleCodeSet.NDC, 0));

        assertThat(load(address, release)).isPresent();
        var ledger = kind.rows(address, "SELECT * FROM ndc.almoner_releases ORDER BY table_name");
        assertThat(load(address, release)).isEmpty();

        assertThat(kind.rows(address, "SELECT * FROM ndc.almoner_releases ORDER BY table_name"))
                .isEqualTo(ledger)
                .hasSize(2);
        assertThat(kind.rows(
                        address,
                        "SELECT count(*) FROM ndc.packages p WHERE NOT EXISTS (SELECT 1 FROM ndc.products q WHERE q.product_id ="
                                + " p.product_id)"))
                .containsExactly(row("0"));
        try (var warehouse = Warehouse.open(address, "ndc")) {
            assertThat(loader().isLoaded(release, warehouse)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCorrectedReleaseTakesThePlaceOfItsVersion(TestWarehouse kind) throws IOException, SQLException {
        var address = kind.fresh(folder);
        load(
                address,
                release("1", file("cvx.txt", "01|a|||Active|False|2026/01/31\r\n02|b|||Active|False|2026/01/31\r\n")));
        load(address, release("2", file("cvx.txt", "03|c|||Active|False|2026/01/31\r\n")));
        load(address, release("1", file("cvx.txt", "01|A|||Active|False|2026/01/31\r\n")));

        assertThat(kind.rows(
                        address, "SELECT version, code, short_description FROM cvx.vaccines_versions ORDER BY 1, 2"))
                .containsExactly(row("1", "01", "A"), row("2", "03", "c"));
        assertThat(kind.rows(
                        address, "SELECT load_number, row_count, replaced_by FROM cvx.almoner_releases ORDER BY 1"))
                .containsExactly(row("1", "2", "3"), row("2", "1", null), row("3", "1", null));
    }

    @ParameterizedTest
    @EnumSource
    void aMalformedReleaseChangesNothing(TestWarehouse kind) throws IOException, SQLException {
        var address = kind.fresh(folder);
        var good = "01|a|||Active|False|2026/01/31\r\n";
        load(address, release("1", file("cvx.txt", good)));
        // Beyond the rows by which a file is recognized, and in a second part of DuckDB's.
        var file = file("cvx.txt", good.repeat(1_200_000) + "02|b|||Active|Perhaps|2026/01/31\r\n");
        var release = release("1", file);

        assertThatThrownBy(() -> load(address, release))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("cvx.txt, line 1200001: its non_vaccine 'Perhaps' is no boolean");

        assertThat(count(kind, address, "cvx.vaccines_versions")).isEqualTo("1");
        assertThat(count(kind, address, "cvx.almoner_releases")).isEqualTo("1");
        load(address, release("2", file("cvx.txt", good + good)));
        assertThat(count(kind, address, "cvx.vaccines")).isEqualTo("2");
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatChangesMeanwhileIsNoticed(TestWarehouse kind) throws IOException, SQLException {
        var address = kind.fresh(folder);
        var file = file("cvx.txt", "01|a|||Active|False|2026/01/31\r\n");
        var release = release("1", file);
        var meddling = new ReleaseLoader(ReadLimits.USUAL, TestExtracts.NOW, new LoadListener() {
            @Override
            public void verifying(String fileName, long position, long size) {}

            @Override
            public void loading(String fileName, long position, long size) {
                try {
                    Files.writeString(file, "02|b|||Active|False|2026/01/31\r\n", StandardOpenOption.APPEND);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        });

        try (var warehouse = Warehouse.open(address, "cvx")) {
            assertThatThrownBy(() -> meddling.load(release, warehouse))
                    .hasMessageContaining("was changed while it was read");
        }
        assertThat(kind.rows(address, "SELECT 1 FROM information_schema.tables WHERE table_schema = 'cvx'"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void tablesAndColumnsHaveComments(TestWarehouse kind) throws IOException, SQLException {
        var address = kind.fresh(folder);
        load(address, release("1", file("cvx.txt", "01|a|||Active|False|2026/01/31\r\n")));

        var comments = switch (kind) {
            case DUCKDB ->
                "SELECT comment FROM duckdb_tables() WHERE table_name = 'vaccines_versions' UNION ALL"
                        + " SELECT comment FROM duckdb_columns() WHERE table_name = 'vaccines_versions' AND column_name = 'version' UNION ALL"
                        + " SELECT comment FROM duckdb_views() WHERE view_name = 'vaccines'";
            case POSTGRESQL ->
                "SELECT obj_description('cvx.vaccines_versions'::regclass) UNION ALL"
                        + " SELECT col_description('cvx.vaccines_versions'::regclass, 9) UNION ALL"
                        + " SELECT obj_description('cvx.vaccines'::regclass)";
        };
        assertThat(kind.rows(address, comments))
                .extracting(List::getFirst)
                .satisfiesExactly(
                        table -> assertThat(table).startsWith("CVX, all versions that were loaded: Vaccines"),
                        version -> assertThat(version).isEqualTo("The release that the row is of."),
                        view -> assertThat(view)
                                .isEqualTo(
                                        "CVX, version 1, the newest that was loaded. vaccines_versions has the others, too."));
    }

    @ParameterizedTest
    @EnumSource
    void aSchemaHoldsOneCodeSet(TestWarehouse kind) throws IOException, SQLException {
        var address = kind.fresh(folder);
        load(address, release("1", file("cvx.txt", "01|a|||Active|False|2026/01/31\r\n")));
        var other = release(null, sample(SampleCodeSet.ICD_10_CM, 0));

        try (var warehouse = Warehouse.open(address, "cvx")) {
            assertThatThrownBy(() -> loader().load(other, warehouse)).hasMessageContaining("holds cvx, not icd-10-cm");
        }
        kind.execute(address, "CREATE SCHEMA mine");
        kind.execute(address, "CREATE TABLE mine.almoner_loads AS SELECT 1 AS load_number");
        try (var warehouse = Warehouse.open(address, "mine")) {
            assertThatThrownBy(() -> loader().load(other, warehouse)).hasMessageContaining("holds extracts");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTableOfAnotherShapeIsRefused(TestWarehouse kind) throws IOException, SQLException {
        var address = kind.fresh(folder);
        load(address, release("1", file("cvx.txt", "01|a|||Active|False|2026/01/31\r\n")));
        kind.execute(address, "DROP VIEW cvx.vaccines");
        kind.execute(address, "ALTER TABLE cvx.vaccines_versions DROP COLUMN notes");
        var again = release("2", file("cvx.txt", "02|a|||Active|False|2026/01/31\r\n"));

        assertThatThrownBy(() -> load(address, again)).hasMessageContaining("was made by another profile");
    }

    @Test
    void aVersionIsAskedForWhereNothingTellsIt() throws IOException {
        var file = file("cvx.txt", "01|a|||Active|False|2026/01/31\r\n");

        assertThatThrownBy(() -> release(null, file)).hasMessageContaining("Say it with --version");
        assertThatThrownBy(() -> release("a b'c", file)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> release("1", file, file)).hasMessageContaining("has two files for 'vaccines'");
    }

    @Test
    void aDryRunReadsToTheEnd() throws IOException {
        var verified = loader().verify(release("1", file("cvx.txt", "01|a|||Active|False|2026/01/31\r\n".repeat(100))));

        assertThat(verified.rows()).isEqualTo(100);
        assertThat(verified.number()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "2025,2025-04",
        "2025-04,2026",
        "2.9,2.10",
        "v24-2021-p1,v24-2021-p2",
        "v28,v28-2023-t2",
        "2026-02,2026-11",
        "20250901,20260301"
    })
    void versionsAreInTheOrderOfPeople(String earlier, String later) {
        assertThat(VersionOrder.INSTANCE.compare(earlier, later)).isNegative();
        assertThat(VersionOrder.INSTANCE.compare(later, earlier)).isPositive();
        assertThat(VersionOrder.INSTANCE.compare(later, later)).isZero();
    }
}
