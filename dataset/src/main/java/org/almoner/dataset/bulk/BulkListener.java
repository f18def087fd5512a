package org.almoner.dataset.bulk;

/** Watches an export being fetched. Called by several threads, often; should be quick. */
public interface BulkListener {

    /** Sees nothing, ends nothing. */
    BulkListener NOBODY = new BulkListener() {
        @Override
        public void progress(Progress progress) {}

        @Override
        public Demand demand() {
            return Demand.GO_ON;
        }
    };

    void progress(Progress progress);

    /** What is to be done; anything but to go on ends the fetch with a {@link java.util.concurrent.CancellationException}. */
    Demand demand();

    /** What a listener may want. */
    enum Demand {
        GO_ON,
        /** To end here and now. What there is of the export is kept, and the next fetch goes on with it. */
        STOP,
        /** To end for good: the server is told, and what was downloaded is removed. */
        GIVE_UP
    }

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
