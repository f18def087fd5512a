package org.almoner.dataset.bulk;

/** Watches an export being fetched. Called by several threads, often; should be quick. */
public interface BulkListener {

    /** Sees nothing, ends nothing. */
    BulkListener NOBODY = new BulkListener() {
        @Override
        public void progress(Progress progress) {}

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    void progress(Progress progress);

    /**
     * Whether to give up. The server is told then, what was downloaded is removed, and
     * {@link java.util.concurrent.CancellationException} is thrown.
     */
    boolean isCancelled();

    /** How far it is. */
    sealed interface Progress {

        /**
         * The server gets the files ready.
         *
         * @param serverSays what it says of it, at most 100 characters; may be empty
         */
        record Preparing(String serverSays) implements Progress {}

        /**
         * Files are on their way.
         *
         * @param bytes received by this call, repeated ones included
         */
        record Downloading(int filesDone, int files, long bytes) implements Progress {}
    }
}
