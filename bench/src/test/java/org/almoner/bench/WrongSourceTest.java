package org.almoner.bench;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What cannot be measured with is said in a line, before anything is begun. */
class WrongSourceTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"load,--source", "extract,--source", "extract,--base"})
    void isAUsageErrorThatSaysWhatASourceIs(String command, String option) {
        var missing = folder.resolve("none").toString();

        assertThat(said(command, option, missing))
                .startsWith(missing + " is not a folder. A source is a folder of FHIR bulk NDJSON files.");
        assertThat(said(command, option, folder.toString())).startsWith(folder + " holds no resources");
    }

    private static String said(String... arguments) {
        var err = new StringWriter();
        int code = Bench.commandLine().setErr(new PrintWriter(err)).execute(arguments);
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).doesNotContain("Exception", "\tat ");
        return err.toString();
    }
}
