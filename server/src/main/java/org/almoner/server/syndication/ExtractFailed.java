package org.almoner.server.syndication;

import org.jspecify.annotations.Nullable;

/** An extract cannot be made, or an archive not be taken in, for a reason that operators can do something about. */
public final class ExtractFailed extends Exception {

    /** @param message a sentence or two for operators, with what to do; kept with the job and shown to administrators only */
    public ExtractFailed(String message) {
        this(message, null);
    }

    public ExtractFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
