package org.almoner.sample.population;

import java.io.IOException;
import java.nio.file.Path;

/** A sample is not written into a folder that holds something else. The message says what, and what to do. */
public final class FolderTakenException extends IOException {

    FolderTakenException(Path folder, Path file, boolean replace) {
        super(
                replace
                        ? folder + " holds " + file + ", which is not of a sample. Choose another folder."
                        : folder + " is not empty: it holds " + file
                                + ". Choose another folder, or replace what is there.");
    }
}
