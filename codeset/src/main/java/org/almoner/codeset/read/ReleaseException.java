package org.almoner.codeset.read;

import java.io.IOException;

/** A release file that is not as it must be. The message names the file, the line where it has one, and what is wrong with it. */
public final class ReleaseException extends IOException {

    private final String file;
    private final long line;

    /** Something about all of a file. */
    public ReleaseException(String file, String reason) {
        super(file + ": " + reason);
        this.file = file;
        this.line = 0;
    }

    /** @param line from 1 on */
    ReleaseException(String file, long line, String reason) {
        super(file + ", line " + line + ": " + reason);
        this.file = file;
        this.line = line;
    }

    public String file() {
        return file;
    }

    /** From 1 on; 0 if it is about all of the file. */
    public long line() {
        return line;
    }
}
