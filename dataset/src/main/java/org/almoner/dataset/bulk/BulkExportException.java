package org.almoner.dataset.bulk;

import org.almoner.dataset.source.SourceException;

/** An export did not end well. The cases differ in what fetching again into the same folder does. */
public abstract sealed class BulkExportException extends SourceException {

    private BulkExportException(String message) {
        super(message);
    }

    private BulkExportException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The export goes on: what is known of it and what was downloaded is kept, and fetching again takes it up. */
    public static final class Unfinished extends BulkExportException {
        Unfinished(String message) {
            super(message);
        }

        Unfinished(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * There is no export, or none any more, because the server refused, failed or forgot it: nothing is kept, not even files that were
     * downloaded whole, and fetching again starts another.
     */
    public static final class Failed extends BulkExportException {
        Failed(String message) {
            super(message);
        }

        Failed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * The server was asked to start an export, and its answer was lost: one may be running that nobody can ask about. Fetching again
     * ends here again until the folder is {@linkplain BulkExport#abandon given up}, so that no two exports run by accident.
     */
    public static final class Unanswered extends BulkExportException {
        Unanswered(String message) {
            super(message);
        }

        Unanswered(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
