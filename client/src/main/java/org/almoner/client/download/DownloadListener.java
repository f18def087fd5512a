package org.almoner.client.download;

import java.time.Duration;

import org.almoner.client.failure.AlmonerException;

/** Hears how a download gets on. {@link #receiving} may be called on another thread than the downloading one. */
public interface DownloadListener {

    /** Hears nothing. */
    DownloadListener NONE = new DownloadListener() {};

    /** What an earlier attempt left, or a file already in place, is being read through. */
    default void checking(String fileName, long position, long size) {}

    /**
     * Bytes have arrived.
     *
     * @param size how many there will be; -1 when the server does not say
     */
    default void receiving(String fileName, long position, long size) {}

    /** The connection broke, or the server was too busy; the download goes on after a wait. */
    default void waiting(String fileName, AlmonerException failure, Duration pause) {}

    /** The link was refused, as when it expired; a new one was asked for. */
    default void relinked(String fileName) {}
}
