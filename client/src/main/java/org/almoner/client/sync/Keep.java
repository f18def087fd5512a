package org.almoner.client.sync;

/** How much of something that goes on for ever is kept. */
public sealed interface Keep {

    /** All there is. */
    record All() implements Keep {
        @Override
        public String toString() {
            return "all";
        }
    }

    /**
     * The newest.
     *
     * @param number how many, 1 or more: versions; of extracts, COMPLETE ones with all that is based on them
     */
    record Latest(int number) implements Keep {
        public Latest {
            if (number < 1) {
                throw new IllegalArgumentException("The latest are 1 or more, not " + number);
            }
        }

        @Override
        public String toString() {
            return "latest " + number;
        }
    }

    /** As a number of things that may stand before one that is too old. */
    default int most() {
        return switch (this) {
            case All _ -> Integer.MAX_VALUE;
            case Latest latest -> latest.number();
        };
    }
}
