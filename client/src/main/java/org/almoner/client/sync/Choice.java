package org.almoner.client.sync;

import java.util.List;

/** What of a server is to be in the copy. */
public sealed interface Choice {

    /**
     * Versions of the catalogue.
     *
     * @param product fits a product's slug, with or without the number at its end, or its name
     * @param subProduct the same of sub-products
     * @param versions how many of each sub-product; those that were retracted do not count
     * @param files which of a version's files; one pattern has to fit
     */
    record OfVersions(Glob product, Glob subProduct, Keep versions, List<Glob> files) implements Choice {
        public OfVersions {
            files = files.isEmpty() ? List.of(Glob.ANY) : List.copyOf(files);
        }

        boolean takes(String fileName) {
            return files.stream().anyMatch(file -> file.fits(fileName));
        }
    }

    /**
     * Extracts.
     *
     * @param population fits a population's id, or {@code organization/population} as it stands in the names of archives, or the latter half of that
     * @param dataSet fits the type of a data set, such as {@code LONG_REC}
     * @param chains how many COMPLETE ones of each population and data set, each with the INCREMENTAL ones up to the next
     */
    record OfExtracts(Glob population, Glob dataSet, Keep chains) implements Choice {}
}
