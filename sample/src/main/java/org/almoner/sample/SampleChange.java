package org.almoner.sample;

/**
 * What is known to have become of a code from one sample release to another.
 *
 * @param code as the release writes it
 */
public record SampleChange(String code, Kind kind) {

    /** What has become of it. */
    public enum Kind {
        ADDED,
        /** It is no longer in force: it is gone, or is marked as such, whatever the layout does. */
        RETIRED,
        /** It has another title. */
        REVISED
    }
}
