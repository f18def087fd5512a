package org.almoner.client.sync;

import org.almoner.client.download.DownloadListener;

/** Hears how a copy gets on. What it inherits is called by many threads, the rest by the one that runs it. */
public interface SyncListener extends DownloadListener {

    /** Hears nothing. */
    SyncListener NONE = new SyncListener() {};

    /** A server's listings are being gone through. */
    default void looking(String server) {}

    /**
     * It is known what is to be fetched from a server.
     *
     * @param files how many
     * @param bytes of those together; -1 if the server does not say
     */
    default void planned(String server, int files, long bytes) {}

    /** A file is in place. */
    default void placed(HeldFile file) {}

    /** A file could not be fetched. */
    default void missed(String path, String reason) {}

    /** Something is through: fetched, refused, removed. */
    default void through(SyncReport.Item item) {}
}
