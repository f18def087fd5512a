package org.almoner.cli.command;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.cli.output.Rate;
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
        return settings(DownloadSettings.USUAL);
    }

    /**
     * What was said here, and all else as it is.
     *
     * @throws CommandFailure if there is no such number of connections
     */
    DownloadSettings settings(DownloadSettings otherwise) {
        var settings = otherwise;
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

        @Override
        public Long convert(String text) {
            try {
                return Rate.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
