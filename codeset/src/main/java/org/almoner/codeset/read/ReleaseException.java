package org.almoner.codeset.read;

import java.io.IOException;

/** A release file that is not as it must be. The message names the file, the line where it has one, and what is wrong with it. */
public final class ReleaseException extends IOException {

    private final String file;
    private final long line;
    private final String reason;
    private final Kind kind;

    /** What is wrong. */
    public enum Kind {
        /** It cannot be unpacked, or holds what no release holds. */
        ARCHIVE,
        /** All of the file: its header is not one, it is not what its name says. */
        FILE,
        /** A record is not one of the layout. */
        RECORD,
        /** A line is not in the encoding of the file. */
        ENCODING,
        /** A cell has no value of its column's type. */
        VALUE,
        /** A line does not end. What comes after it cannot be read. */
        ENDLESS
    }

    /** Something about all of a file. */
    public ReleaseException(String file, String reason) {
        this(file, 0, reason, Kind.FILE);
    }

    /** A ZIP that is damaged, or made to do harm. */
    static ReleaseException ofArchive(String file, String reason) {
        return new ReleaseException(file, 0, reason, Kind.ARCHIVE);
    }

    /** @param line from 1 on; 0 if it is about all of the file */
    ReleaseException(String file, long line, String reason, Kind kind) {
        super(file + (line == 0 ? "" : ", line " + line) + ": " + reason);
        this.file = file;
        this.line = line;
        this.reason = reason;
        this.kind = kind;
    }

    public String file() {
        return file;
    }

    /** From 1 on; 0 if it is about all of the file. */
    public long line() {
        return line;
    }

    /** What is wrong, without where. */
    public String reason() {
        return reason;
    }

    public Kind kind() {
        return kind;
    }
}
