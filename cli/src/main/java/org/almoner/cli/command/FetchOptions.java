package org.almoner.cli.command;

import java.util.Locale;
import java.util.regex.Pattern;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.client.download.DownloadSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How files are fetched: what the commands that do have in common. */
public final class FetchOptions {

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "Fetch over N connections at a time. Otherwise as many as bring more, up to "
                    + DownloadSettings.MOST_CONNECTIONS + ".")
    private @Nullable Integer connections;

    @Option(
            names = "--limit-rate",
            paramLabel = "RATE",
            converter = RateConverter.class,
            description =
                    "Fetch no more than RATE bytes a second in all, such as 10M or 500k. Otherwise as fast as can be.")
    private @Nullable Long limitRate;

    /** @throws CommandFailure if there is no such number of connections */
    DownloadSettings settings() {
        var settings = DownloadSettings.USUAL;
        if (limitRate != null) {
            settings = settings.withLimitRate(limitRate);
        }
        if (connections == null) {
            return settings;
        }
        try {
            return settings.withConnections(connections);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--connections is a number from 1 to 256, not " + connections + ".");
        }
    }

    /** Reads a number of bytes, in powers of ten. */
    static final class RateConverter implements ITypeConverter<Long> {

        private static final Pattern FORM = Pattern.compile("([0-9]{1,9})([kMG]?)B?(/s)?", Pattern.CASE_INSENSITIVE);

        @Override
        public Long convert(String text) {
            var parts = FORM.matcher(text.strip());
            if (!parts.matches() || Long.parseLong(parts.group(1)) == 0) {
                throw new TypeConversionException(
                        "'" + text + "' is not a number of bytes a second, such as 10M or 500k");
            }
            long unit = switch (parts.group(2).toLowerCase(Locale.ROOT)) {
                case "k" -> 1_000;
                case "m" -> 1_000_000;
                case "g" -> 1_000_000_000;
                default -> 1;
            };
            return Long.parseLong(parts.group(1)) * unit;
        }
    }
}
