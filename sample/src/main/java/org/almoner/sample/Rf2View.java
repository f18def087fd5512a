package org.almoner.sample;

import java.util.Locale;

/** Which versions of components a release file of SNOMED CT has. */
public enum Rf2View {
    /** All that there ever were. */
    FULL,
    /** The newest of each. */
    SNAPSHOT,
    /** Those of this release. */
    DELTA;

    /** As it stands in names of files and folders. */
    public String word() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
}
