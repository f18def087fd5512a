package org.almoner.cli.command;

import java.util.Arrays;
import java.util.List;

import org.almoner.cli.output.Table;
import org.almoner.cli.settings.Setting;
import org.almoner.cli.settings.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code almoner config} */
@Command(
        name = "config",
        description = "Show the settings in force and where each comes from. Calls no server, shows no secret.",
        footerHeading = "%nA settings file looks like this:%n",
        footer = {
            "  url=https://files.example.org",
            "  client-id=...",
            "  client-secret=...",
            "  # for publishing and administration",
            "  admin-client-id=...",
            "  admin-client-secret=...",
            "  # only where tokens come from an issuer of their own",
            "  token-url=https://login.example.org/oauth/token",
            "  # only to load extracts",
            "  warehouse=jdbc:postgresql://db.example.org/research",
            "  warehouse-user=...",
            "  warehouse-password=..."
        })
public final class ConfigCommand implements Runnable {

    private final Context context;

    ConfigCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        var settings = context.settings();
        var shown = Arrays.stream(Setting.values())
                .map(setting -> Shown.of(setting, settings))
                .toList();
        context.out().table(shown, () -> table(shown), "");
        context.out().note("The settings file is " + settings.file() + ".");
    }

    private static Table table(List<Shown> all) {
        var table = new Table("SETTING", "VARIABLE", "VALUE", "FROM");
        all.forEach(each -> table.row(each.setting(), each.variable(), each.value(), each.from()));
        return table;
    }

    /** A setting as JSON. */
    private record Shown(
            String setting,
            String variable,
            @Nullable String value,
            @Nullable String from) {

        static Shown of(Setting setting, Settings settings) {
            var given = settings.get(setting).orElse(null);
            var value = given == null || !setting.secret() ? given == null ? null : given.text() : "***";
            return new Shown(setting.fileName(), setting.variable(), value, given == null ? null : given.source());
        }
    }
}
