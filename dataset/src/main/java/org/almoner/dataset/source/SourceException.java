package org.almoner.dataset.source;

/** A source cannot be read, or not to its end. The message names the file, the line where there is one, and the reason. */
public class SourceException extends RuntimeException {

    public SourceException(String message) {
        super(message);
    }

    public SourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
