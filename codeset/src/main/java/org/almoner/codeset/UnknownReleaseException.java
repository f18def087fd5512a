package org.almoner.codeset;

import java.io.IOException;

/** A file that is no release of a known code set, or of several. The message says what was tried, and what to do. */
public final class UnknownReleaseException extends IOException {

    UnknownReleaseException(String message) {
        super(message);
    }
}
