package org.almoner.client.codeset;

/**
 * How many codes have changed.
 *
 * @param added that are new
 * @param removed that are no longer there
 * @param retired that are there, but no longer in force
 * @param reactivated that are in force again
 * @param remapped that are mapped to something else
 * @param revised of which anything else is different
 */
public record ChangeCounts(long added, long removed, long retired, long reactivated, long remapped, long revised) {

    public static final ChangeCounts NONE = new ChangeCounts(0, 0, 0, 0, 0, 0);

    /** The number of one kind. */
    public long of(ChangeKind kind) {
        return switch (kind) {
            case ADDED -> added;
            case REMOVED -> removed;
            case RETIRED -> retired;
            case REACTIVATED -> reactivated;
            case REMAPPED -> remapped;
            case REVISED -> revised;
        };
    }

    /** All kinds together. */
    public long all() {
        return added + removed + retired + reactivated + remapped + revised;
    }
}
