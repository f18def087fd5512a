package org.almoner.client.download;

import java.time.Duration;

import org.almoner.client.failure.AlmonerException;

/**
 * Hears how downloads get on. Called by the threads that do the work, for several files, and for several connections of one, at a
 * time; it holds them up for as long as it takes.
 */
public interface DownloadListener {

    /** Hears nothing. */
    DownloadListener NONE = new DownloadListener() {};

    /** What an earlier attempt left, or a file already in place, is being read through. */
    default void checking(String fileName, long position, long size) {}

    /**
     * Bytes have arrived.
     *
     * @param position how many there are now, wherever in the file
     * @param size how many there will be; -1 when the server does not say
     */
    default void receiving(String fileName, long position, long size) {}

    /** A file is fetched over so many connections now. */
    default void connections(String fileName, int number) {}

    /**
     * What had arrived was of no use, and is fetched again.
     *
     * @param why goes on after {@code because}, such as {@code the server has another one now}
     */
    default void restarted(String fileName, String why) {}

    /** The connection broke, or the server was too busy; the download goes on after this pause. */
    default void waiting(String fileName, AlmonerException failure, Duration pause) {}

    /** The link was refused, as when it expired; a new one was asked for. */
    default void relinked(String fileName) {}
}
