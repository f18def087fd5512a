package org.almoner.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.almoner.cli.Shell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code check}, {@code diff} and {@code code}. */
@SuppressWarnings("StringConcatToTextBlock") // line ends of DOS are part of the file
class ReleaseCommandsTest {

    @TempDir
    private Path home;

    private Shell shell;

    @BeforeEach
    void prepare() {
        shell = new Shell(home);
    }

    private Path sample(String codeSet, int number, String date, String... more) {
        return sample(codeSet, 400, number, date, more);
    }

    private Path sample(String codeSet, int codes, int number, String date, String... more) {
        var arguments = new ArrayList<>(List.of(
                "sample",
                "release",
                codeSet,
                "--out",
                home.toString(),
                "--date",
                date,
                "--codes",
                Integer.toString(codes),
                "--number",
                Integer.toString(number),
                "--json"));
        arguments.addAll(List.of(more));
        var made = shell.run(arguments.toArray(String[]::new));
        assertThat(made.exitCode()).as(made.err()).isZero();
        return Path.of(made.json().get("path").asString());
    }

    private Path damaged() throws IOException {
        return Files.writeString(
                home.resolve("cvx.txt"),
                "08        |Hep B|hepatitis B <b>vaccine</b>||Active|False|2010/05/28\r\n"
                        + "08        |Hep B|hepatitis B vaccine||active|False|2010/05/28\r\n");
    }

    @Test
    void aSoundReleasePasses() {
        var file = sample("icd-10-cm", 0, "2025-10-01");

        var result = shell.run("check", file.toString());

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .startsWith("icd-10-cm 2026: passes, 0 errors and 0 warnings in 440 rows")
                .contains("order_file  440", "Not checked:", "codes_file of icd-10-cm, which is not there");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void whatIsWrongIsToldAndEndsWithOne() throws IOException {
        var page = home.resolve("report.html");

        var result = shell.run("check", damaged().toString(), "--html", page.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains("does not pass, 2 errors and 0 warnings in 2 rows")
                .contains("error key: 1. Rows have keys, and no two rows the same one.")
                .contains("  cvx.txt:2: the key '08' is that of line 1, too")
                .contains("  cvx.txt:2: 08: its status 'active' is not one of Active");
        assertThat(result.err()).contains("does not keep the rules of cvx: 2 errors");
        assertThat(page).content().contains("<h2 class=\"error\">one_of: 1 errors</h2>", "&#39;active&#39;");
        // Nothing of the file becomes markup.
        assertThat(page).content().doesNotContain("<b>");
    }

    @Test
    void findingsAreJson() throws IOException {
        var json = shell.run("check", damaged().toString(), "--profile", "cvx", "--json", "--show", "0")
                .json();

        assertThat(json.get("passes").asBoolean()).isFalse();
        assertThat(json.get("errors").asInt()).isEqualTo(2);
        assertThat(json.get("rules").get(0).get("rule").asString()).isEqualTo("key");
        assertThat(json.get("findings").isEmpty()).isTrue();
        assertThat(json.get("files").get(0).get("rows").asInt()).isEqualTo(2);
    }

    @Test
    void aReleaseThatLostItsRowsIsStopped() throws IOException {
        var before = sample("cvx", 0, "2026-01-01");
        var old =
                Files.move(before, Files.createDirectories(home.resolve("old")).resolve("cvx.txt"));
        var half = Files.readAllLines(old).subList(0, 200);
        var now = Files.writeString(home.resolve("cvx.txt"), String.join("\r\n", half) + "\r\n");

        var alone = shell.run("check", now.toString());
        var beside = shell.run("check", now.toString(), "--previous", old.toString());

        assertThat(alone.exitCode()).isZero();
        assertThat(beside.exitCode()).isEqualTo(1);
        assertThat(beside.out())
                .contains("has 200 rows, where the release before had 400: it has lost more than 20 percent");
    }

    @Test
    void aReleaseOfAnotherCodeSetIsNotOne() {
        var file = sample("icd-10-cm", 0, "2025-10-01");

        var result = shell.run("check", file.toString(), "--profile", "cvx");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("error files: 1", "no name in it is one of the files of cvx");
        assertThat(shell.run("check", home.resolve("none").toString()).exitCode())
                .isEqualTo(3);
        assertThat(shell.run("check", file.toString(), "--show", "-1").exitCode())
                .isEqualTo(2);
    }

    /** The sample says itself what it changes. */
    @Test
    void changesAreToldAndWritten() throws IOException {
        var known = home.resolve("known.csv");
        var before = sample("loinc", 3000, 0, "2026-01-01");
        var after = sample("loinc", 3000, 1, "2026-07-01", "--changes", known.toString());
        var csv = home.resolve("changes.csv");
        var jsonl = home.resolve("changes.jsonl");

        var result = shell.run("diff", before.toString(), after.toString(), "--out", csv.toString());
        var json = shell.run("diff", before.toString(), after.toString(), "--out", jsonl.toString(), "--json")
                .json();

        assertThat(result.exitCode()).as(result.err()).isZero();
        long added = count(known, ",added");
        long retired = count(known, ",retired");
        long revised = count(known, ",revised");
        assertThat(added).isEqualTo(90);
        assertThat(retired).isPositive();
        assertThat(revised).isPositive();
        assertThat(result.out())
                .containsPattern(
                        "loinc +in force +" + added + " +0 +" + retired + " +0 +0 +" + revised + " +3090 +3000");
        var table = json.get("tables").get(0).get("in_force");
        assertThat(table.get("added").asLong()).isEqualTo(added);
        assertThat(table.get("retired").asLong()).isEqualTo(retired);
        assertThat(table.get("revised").asLong()).isEqualTo(revised);
        assertThat(Files.readString(csv)).startsWith("profile,table,change,code,in_force,column,before,after\r\n");
        assertThat(count(csv, "loinc,loinc,retired,.*,true,status,ACTIVE,DEPRECATED"))
                .isEqualTo(retired);
        assertThat(count(jsonl, "\\{\"change\":\"revised\",\"profile\":\"loinc\",\"table\":\"loinc\".*"))
                .isEqualTo(revised);
    }

    private static long count(Path file, String pattern) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.matches(pattern.startsWith(",") ? ".*" + pattern : pattern))
                .count();
    }

    @Test
    void onlyReleasesOfOneCodeSetAreCompared() {
        var one = sample("icd-10-cm", 0, "2025-10-01");
        var other = sample("loinc", 0, "2025-10-01");

        var result = shell.run(
                "diff",
                one.toString(),
                other.toString(),
                "--out",
                home.resolve("x.csv").toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("Name two releases of one code set");
        assertThat(home.resolve("x.csv")).doesNotExist();
        assertThat(home.resolve("x.csv.part")).doesNotExist();
    }

    @Test
    void aCodeIsLookedUp() throws IOException {
        var known = home.resolve("known.csv");
        sample("loinc", 3000, 0, "2026-01-01");
        sample("loinc", 3000, 1, "2026-07-01", "--changes", known.toString());
        var retired = code(known, "retired");
        var added = code(known, "added");
        var in = home.toString();

        var gone = shell.run("code", "LOINC", retired, "--in", in);
        var come = shell.run("code", "loinc", added, "--in", in, "--json");

        assertThat(gone.exitCode()).isEqualTo(1);
        assertThat(gone.out())
                .startsWith(retired + " is in loinc 2.71, but not in force, since 2.71")
                .contains("last valid in 2.70", "instead: ", "status: DEPRECATED");
        assertThat(come.exitCode()).isZero();
        assertThat(come.json().get("state").asString()).isEqualTo("valid");
        assertThat(come.json().get("since").asString()).isEqualTo("2.71");
        assertThat(shell.run("code", "loinc", "1-8", "--in", in).exitCode()).isEqualTo(3);
        assertThat(shell.run("code", "icd-10-cm", "E11.9", "--in", in).err())
                .contains("There is no release of icd-10-cm");
    }

    private Path moved(Path file, String folder) throws IOException {
        return Files.move(file, Files.createDirectories(home.resolve(folder)).resolve(file.getFileName()));
    }

    /** What was corrected, or is not what its name says: whether a code is valid may depend on which one is meant. */
    @Test
    void twoReleasesOfOneVersionAreToldApart() throws IOException {
        var one = moved(sample("icd-10-cm", 0, "2025-10-01", "--seed", "1"), "a");
        var other = moved(sample("icd-10-cm", 0, "2025-10-01", "--seed", "2"), "b");
        var in = home.toString();

        var result = shell.run("code", "icd-10-cm", "A00.0", "--in", in);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains(one + ": icd10cm_order_2026.txt and " + other
                        + ": icd10cm_order_2026.txt are both order_file of"
                        + " icd-10-cm 2026, and not the same. Say with --in which release is meant");
        assertThat(shell.run("code", "icd-10-cm", "A00.0", "--in", one.toString())
                        .exitCode())
                .isZero();
        // The same release twice, packed and unpacked.
        Files.copy(one, other, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        try (var zip = new java.util.zip.ZipFile(one.toFile())) {
            Files.copy(
                    zip.getInputStream(zip.getEntry("icd10cm_order_2026.txt")), home.resolve("icd10cm_order_2026.txt"));
        }
        var same = shell.run("code", "icd-10-cm", "A00.0", "--in", in);
        assertThat(same.exitCode()).as(same.err()).isZero();
        assertThat(same.out()).contains("is valid in icd-10-cm 2026");
    }

    @Test
    void releasesThatTellNoVersionAreThoseOfTheirFolders() throws IOException {
        var first = moved(sample("ndc", 0, "2025-10-01"), "2025-10");
        moved(sample("ndc", 1, "2026-04-01"), "2026-4");
        var code = "0001-0001";
        var in = home.toString();

        assertThat(shell.run("code", "ndc", code, "--in", in, "--json").json().get("versions"))
                .extracting(version -> version.asString())
                .containsExactly("2025-10", "2026-4");
        Files.move(first, home.resolve("2026-4/ndctext-old.zip"));
        var result = shell.run("code", "ndc", code, "--in", in);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains(
                        "are both products of ndc 2026-4, and not the same. They tell no version, and are taken for that of their folder: put"
                                + " each release into a folder that is called like its version.");
    }

    @Test
    void aCodeIsFoundWithAndWithoutItsDot() {
        sample("icd-10-cm", 0, "2025-10-01");

        for (var code : new String[] {"A00.0", "A000", "a00.0"}) {
            var result = shell.run("code", "ICD-10-CM", code, "--in", home.toString());
            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(result.out()).startsWith(code + " is valid in icd-10-cm 2026, since 2026 at least");
        }
        // A heading above codes is no code to use.
        assertThat(shell.run("code", "icd-10-cm", "A00", "--in", home.toString())
                        .exitCode())
                .isEqualTo(1);
    }

    private static String code(Path known, String change) throws IOException {
        return Files.readAllLines(known).stream()
                .filter(line -> line.endsWith("," + change))
                .findFirst()
                .orElseThrow()
                .split(",", -1)[0];
    }
}
