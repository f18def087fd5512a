package org.almoner.cli.command;

import java.util.Locale;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.cli.settings.Setting;
import org.almoner.cli.settings.Settings;
import org.almoner.warehouse.WarehouseAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which warehouse a command is about. */
final class WarehouseOptions {

    private static final String DEFAULT_FILE = "almoner.duckdb";

    @Option(
            names = "--schema",
            paramLabel = "SCHEMA",
            description =
                    "The schema that holds the population, or the code set. Otherwise the data set's name in lower case, or the"
                            + " profile's, such as icd_10_cm.")
    private @Nullable String schema;

    /** @throws CommandFailure if it is not an address, or holds a password */
    static WarehouseAddress address(@Nullable String option, Settings settings) {
        var text = option == null
                ? settings.get(Setting.WAREHOUSE).map(Settings.Given::text).orElse(DEFAULT_FILE)
                : option;
        try {
            return WarehouseAddress.of(
                    text,
                    settings.get(Setting.WAREHOUSE_USER)
                            .map(Settings.Given::text)
                            .orElse(null),
                    settings.get(Setting.WAREHOUSE_PASSWORD)
                            .map(Settings.Given::text)
                            .orElse(null));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    /** @param dataSet its type */
    String schema(String dataSet) {
        return schema == null ? dataSet.toLowerCase(Locale.ROOT) : schema;
    }
}
