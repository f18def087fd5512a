package org.almoner.dataset.engine;

/** Watches an extract being made. Called by several threads, often; should be quick. */
public interface Watcher {

    /** Sees nothing, ends nothing. */
    Watcher NOBODY = new Watcher() {
        @Override
        public void progress(Progress progress) {}

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    void progress(Progress progress);

    /** Whether to give up. Nothing is made then, and {@link java.util.concurrent.CancellationException} is thrown. */
    boolean isCancelled();

    /**
     * How far it is.
     *
     * @param bytesRead of the source, as it lies there
     * @param bytesTotal to be read; 0 if that cannot be known
     * @param rows of all entities, as they were evaluated
     */
    record Progress(long bytesRead, long bytesTotal, long rows) {}
}
