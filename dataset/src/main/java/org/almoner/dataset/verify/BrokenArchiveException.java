package org.almoner.dataset.verify;

import java.io.IOException;

/** The archive cannot be read on. */
final class BrokenArchiveException extends IOException {

    BrokenArchiveException(String reason) {
        super(reason);
    }

    /** The message, which there always is. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
