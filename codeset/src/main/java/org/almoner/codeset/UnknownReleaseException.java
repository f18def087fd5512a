package org.almoner.codeset;

import java.io.IOException;
import java.util.List;

/** A file that is no release of a known code set, or of several. The message says what was tried, and what to do. */
public final class UnknownReleaseException extends IOException {

    private final List<String> named;

    UnknownReleaseException(String message, List<String> named) {
        super(message);
        this.named = List.copyOf(named);
    }

    /** The profiles that have files of such names: several if it is not clear which one is meant, one if its files cannot be read as it says. */
    public List<String> named() {
        return named;
    }
}
