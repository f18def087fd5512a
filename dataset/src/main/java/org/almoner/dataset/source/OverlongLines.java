package org.almoner.dataset.source;

import java.io.IOException;
import java.io.OutputStream;

/** Takes lines that are too long to be held in memory. */
@FunctionalInterface
public interface OverlongLines {

    /** Keeps nothing of them. */
    OverlongLines DROPPED = _ -> OutputStream.nullOutputStream();

    /**
     * Opens the place of one such line.
     *
     * @param file the name of the file that the line is in
     * @return gets the line without its end; closed by the caller
     */
    OutputStream open(String file) throws IOException;
}
