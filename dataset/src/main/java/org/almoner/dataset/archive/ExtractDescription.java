package org.almoner.dataset.archive;

import java.time.Instant;
import java.util.Optional;

/**
 * What an extract says of itself.
 *
 * @param name of the archive; it gives type, client, population and version
 * @param dataSet its type, such as {@code LONG_REC}
 * @param sourceTime when the source was as the extract shows it
 * @param releasedTime when the extract was made
 * @param base the extract that an INCREMENTAL changes; nothing for a COMPLETE
 */
public record ExtractDescription(
        ArchiveName name, String dataSet, Instant sourceTime, Instant releasedTime, Optional<ArchiveName> base) {

    public ExtractDescription {
        if (base.isPresent() != (name.type() == ExtractType.INCREMENTAL)) {
            throw new IllegalArgumentException("An INCREMENTAL has a base and a COMPLETE has none: " + name);
        }
        base.ifPresent(of -> {
            if (!of.client().equals(name.client())
                    || !of.population().equals(name.population())
                    || !of.version().equals(name.version())) {
                throw new IllegalArgumentException(
                        "The base is of the same client, population and data set version; but " + of + " for " + name);
            }
        });
    }
}
