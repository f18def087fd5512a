package org.almoner.cli.manual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.almoner.cli.Almoner;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ManualTest {

    private static final Path DOCS = Path.of("..", "docs", "cli.md");

    @TempDir
    private Path folder;

    @Test
    void theWrittenReferenceIsThatOfTheCommands() throws IOException {
        var page = Files.readString(DOCS);

        assertThat(page)
                .as("docs/cli.md is behind; renew it as CONTRIBUTING.md says")
                .isEqualTo(Manual.renewed(page));
    }

    @Test
    void thereIsAManPageForEveryCommand() throws IOException {
        Manual.main(new String[] {"man", folder.toString(), "1.2.3"});

        assertThat(folder.resolve("almoner.1")).content().contains(".TH \"ALMONER\" \"1\" \"\" \"almoner 1.2.3\"");
        assertThat(folder.resolve("almoner-client-secret-add.1")).exists();
        assertThat(folder.resolve("almoner-publish.1"))
                .content()
                .contains("\\-\\-effective\\-date DATE", ".SH \"EXIT STATUS\"");
        assertThat(folder.resolve("almoner.bash")).content().contains("--effective-date");
    }

    @Test
    void whatIsNotForPeopleIsNotInIt() throws IOException {
        Manual.main(new String[] {"man", folder.toString(), "1.2.3"});

        assertThat(Manual.renewed(Files.readString(DOCS))).doesNotContain("demo ", "almoner demo");
        assertThat(folder.resolve("almoner-demo.1")).doesNotExist();
        assertThat(folder.resolve("almoner.bash")).content().doesNotContain("demo");
        assertThat(folder.resolve("almoner.1")).content().doesNotContain(".B demo");
    }

    static List<Entry> entries() {
        return Entry.all(Almoner.commandLine());
    }

    @ParameterizedTest
    @MethodSource("entries")
    void groffFindsNothingWrongWithAManPage(Entry entry) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/groff")), "groff is not installed");
        var page = Files.writeString(folder.resolve("page.1"), ManPage.of(entry, entries(), "almoner 1"));

        var groff = new ProcessBuilder("/usr/bin/groff", "-man", "-ww", "-Tutf8", page.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(folder.resolve("said").toFile())
                .start();

        assertThat(groff.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(groff.exitValue()).isZero();
        assertThat(folder.resolve("said")).isEmptyFile();
    }
}
