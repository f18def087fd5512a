package org.almoner.dataset.source;

/** A file cannot be read to its end. What came before was read. */
public final class DamagedFileException extends SourceException {

    DamagedFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
