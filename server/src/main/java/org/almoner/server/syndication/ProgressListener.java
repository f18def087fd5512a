package org.almoner.server.syndication;

import org.jspecify.annotations.Nullable;

/** Hears how far a job is. As often as it likes to tell: what is kept of it is the newest, every second or so. */
@FunctionalInterface
public interface ProgressListener {

    void at(Progress progress);

    /**
     * How far a job is.
     *
     * @param rows how many rows it has made, or examined
     * @param bytesRead how many bytes of its source it has read
     * @param bytesTotal how many there are to read; null while that is not known
     */
    record Progress(long rows, long bytesRead, @Nullable Long bytesTotal) {

        static final Progress NONE = new Progress(0, 0, null);
    }
}
