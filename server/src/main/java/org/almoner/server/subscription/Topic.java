package org.almoner.server.subscription;

import java.util.UUID;

import org.almoner.server.sns.TopicName;

/** What somebody may be told of. Its name follows from what it is of, so that it is the same for ever. */
sealed interface Topic {

    TopicName name();

    /** What people call it. */
    String title();

    /** Everything that happens to the versions of a product. */
    record OfProduct(String product, String title) implements Topic {
        @Override
        public TopicName name() {
            return nameOf(product);
        }
    }

    /** Everything that happens to the versions of one sub-product. */
    record OfSubProduct(String product, String subProduct, String title) implements Topic {
        @Override
        public TopicName name() {
            return nameOf(product, subProduct);
        }
    }

    /** Everything that happens to the extracts of a population. */
    record OfPopulation(UUID id, String mnemonic, String title) implements Topic {
        @Override
        public TopicName name() {
            return nameOf(id);
        }
    }

    static TopicName nameOf(String product) {
        return new TopicName(product);
    }

    /** Slugs have no underscores. */
    static TopicName nameOf(String product, String subProduct) {
        return new TopicName(product + "_" + subProduct);
    }

    /** No product has that name: slugs end in a number. */
    static TopicName nameOf(UUID population) {
        return new TopicName("population_" + population);
    }
}
