package org.almoner.server.syndication;

/** Tells a job that it is to stop. Threads are never interrupted for it: that would close files under the database's hands. */
public interface CancelToken {

    /** Whether to stop. Cheap: to be asked every few rows. */
    boolean isCancelled();

    /**
     * Whether nobody goes on with the job: it was cancelled, and did not just stop here because the server does or because it was begun
     * again elsewhere. To be asked once it is to stop.
     */
    boolean isFinal();

    /**
     * Has something done as soon as the job is to stop, on whatever thread finds out; at once if it is already. For what blocks, such
     * as a query.
     */
    void onCancel(Runnable act);

    /** @throws JobStopped if the job is to stop */
    default void check() {
        if (isCancelled()) {
            throw new JobStopped();
        }
    }
}
