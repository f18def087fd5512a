package org.almoner.dataset.index;

import java.io.IOException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/** There is no trustworthy index of the base, so no INCREMENTAL can be made: a guess could lose or double rows. */
public final class UnusableIndexException extends IOException {

    UnusableIndexException(Path index, String reason, @Nullable Exception cause) {
        super(
                "The row index " + index + " " + reason + ". Run a COMPLETE: it needs no base and writes a new index",
                cause);
    }
}
