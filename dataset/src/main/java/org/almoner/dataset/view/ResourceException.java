package org.almoner.dataset.view;

/**
 * A resource that no rows can be had from: it is not JSON, or a view has no answer for it. Rows that sinks were given for it
 * before are not to be kept. The message says all of it.
 */
public final class ResourceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int offset;

    ResourceException(String message, int offset, Throwable cause) {
        super(message, cause);
        this.offset = offset;
    }

    /** Of what is wrong in the JSON, in bytes from the start of the resource; -1 if it is the view that has no answer. */
    public int offset() {
        return offset;
    }
}
