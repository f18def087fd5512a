package org.almoner.dataset.json;

/** Bytes that are not one JSON object, or one that the reader refuses; see {@link TapeReader}. */
public final class MalformedJsonException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int offset;
    private final String reason;

    MalformedJsonException(int offset, String reason) {
        super("byte " + offset + ": " + reason);
        this.offset = offset;
        this.reason = reason;
    }

    /** In bytes from the start of the document. */
    public int offset() {
        return offset;
    }

    public String reason() {
        return reason;
    }
}
