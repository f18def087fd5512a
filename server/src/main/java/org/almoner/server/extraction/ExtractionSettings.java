package org.almoner.server.extraction;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How archives are made.
 *
 * @param dataSets a folder with data sets of your own, each in a folder of its own; those that come with Almoner are there anyway
 * @param threads how many threads work on one extract; 0 for one on each core
 * @param compression `fast`: Intel's ISA-L where the machine has it (Debian: libisal2), otherwise zlib at its fastest; `small`: zlib,
 *     a third of the speed for a few percent fewer bytes
 */
@ConfigurationProperties(prefix = "almoner.extraction", ignoreUnknownFields = false)
record ExtractionSettings(
        @Nullable Path dataSets,
        @DefaultValue("0") int threads,
        @DefaultValue("fast") Compression compression) {

    enum Compression {
        FAST,
        SMALL
    }

    private static final int MOST_THREADS = 1024;

    ExtractionSettings {
        if (threads < 0 || threads > MOST_THREADS) {
            throw new IllegalArgumentException(
                    "almoner.extraction.threads must be 0 (one on each core) to " + MOST_THREADS + ", not " + threads);
        }
    }
}
