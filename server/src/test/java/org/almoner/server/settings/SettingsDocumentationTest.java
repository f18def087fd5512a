package org.almoner.server.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.almoner.server.settings.KnownSettings.Setting;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of settings that people read says what the settings records say. */
class SettingsDocumentationTest {

    private static final Path PAGE = Path.of("../docs/settings.md");
    private static final Pattern SECRET = Pattern.compile("(secret|password|token|master-key|secret-access-key)$");
    private static final Pattern JAVADOC = Pattern.compile("\\{@(?:code|link|value) ([^}]*)}");

    @Test
    void thePageListsEverySetting() throws IOException {
        var page = page();
        var fresh = Path.of("target/settings.md");
        Files.writeString(fresh, page);

        assertThat(Files.readString(PAGE))
                .as("docs/settings.md is out of date. Review server/target/settings.md and copy it there.")
                .isEqualTo(page);
    }

    @Test
    void everySettingIsExplained() {
        assertThat(KnownSettings.load().all())
                .allSatisfy(setting ->
                        assertThat(setting.description()).as(setting.name()).isNotBlank());
    }

    @Test
    void noSecretWouldPrint() {
        assertThat(KnownSettings.load().all())
                .filteredOn(setting -> SECRET.matcher(setting.name()).find())
                .hasSize(5)
                .allSatisfy(
                        setting -> assertThat(setting.type()).as(setting.name()).isEqualTo(Secret.class.getName()));
    }

    private static String page() {
        var settings = KnownSettings.load().all();
        var rows = settings.stream().map(SettingsDocumentationTest::row).collect(Collectors.joining("\n"));
        return """
                # Settings

                A setting comes from the command line (`--almoner.data=/srv/almoner`), from the environment (`ALMONER_DATA=/srv/almoner`: upper case,
                `_` for `.` and `-`), or from `./config/application.yaml`; the first of them that has it wins. Durations are written `300s`, `5m`, `1h` or
                `30d`. A setting that does not exist stops the start, unless it is a variable of the environment, which earns a warning. Spring Boot's own
                settings work too, but only these are promised to stay.

                | setting | default | what it does |
                |---|---|---|
                """ + rows + "\n";
    }

    private static String row(Setting setting) {
        var byDefault = setting.byDefault().isEmpty() ? "" : "`" + setting.byDefault() + "`";
        return "| `" + setting.name() + "` | " + byDefault + " | " + sentence(setting.description()) + " |";
    }

    /** Java's {@code @param} texts start small and end without a full stop; sentences in a table do not. */
    private static String sentence(String description) {
        var text = JAVADOC.matcher(description)
                .replaceAll("`$1`")
                .replace("|", "\\|")
                .replace("\n", " ");
        var start = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return Objects.requireNonNull(start).endsWith(".") ? start : start + ".";
    }
}
