package org.almoner.server.codeset;

import java.util.Locale;

/** How far the check of a version is. */
enum CheckState {
    /** Nobody has begun it. */
    WAITING,
    RUNNING,
    /** All releases in the version keep the rules of their profiles; there may be warnings. */
    PASSED,
    /** One of them does not. */
    REFUSED,
    /** There is nothing in the version that a profile knows. */
    UNRECOGNIZED,
    /** Something else broke, such as a disk: nothing is known of the version. */
    FAILED;

    boolean isOver() {
        return switch (this) {
            case WAITING, RUNNING -> false;
            case PASSED, REFUSED, UNRECOGNIZED, FAILED -> true;
        };
    }

    /** The name on the wire. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
