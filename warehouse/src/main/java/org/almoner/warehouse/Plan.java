package org.almoner.warehouse;

import java.util.List;

/**
 * What to load, and what not.
 *
 * @param steps in their order; each can be loaded once the one before it is
 * @param skipped what is left out, in the order of the extracts' times
 */
public record Plan(List<Archive> steps, List<Skipped> skipped) {

    public Plan {
        steps = List.copyOf(steps);
        skipped = List.copyOf(skipped);
    }

    /** An archive that need not be loaded. */
    public record Skipped(Archive archive, Reason reason) {}

    /** Why not. */
    public enum Reason {
        LOADED("is loaded already"),
        OLDER("is older than what is loaded"),
        NOT_NEEDED("is not needed for the newest state"),
        OTHER_POPULATION("is of another population or data set version");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        /** What comes after the archive's name. */
        public String sentence() {
            return sentence;
        }
    }
}
