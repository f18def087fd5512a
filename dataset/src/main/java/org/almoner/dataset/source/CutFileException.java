package org.almoner.dataset.source;

/** A compressed file is cut. What comes before the cut was read. */
public final class CutFileException extends SourceException {

    CutFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
