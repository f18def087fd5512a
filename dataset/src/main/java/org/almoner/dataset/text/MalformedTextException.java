package org.almoner.dataset.text;

import java.io.IOException;

/** A file is not in the text form. */
public final class MalformedTextException extends IOException {

    private final String file;
    private final long line;
    private final String reason;

    MalformedTextException(String file, long line, String reason) {
        super(file + ", line " + line + ": " + reason);
        this.file = file;
        this.line = line;
        this.reason = reason;
    }

    public String file() {
        return file;
    }

    /** Lines of the file from 1 on, counting those inside of quoted fields too. */
    public long line() {
        return line;
    }

    public String reason() {
        return reason;
    }
}
