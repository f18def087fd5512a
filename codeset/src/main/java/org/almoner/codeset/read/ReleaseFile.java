package org.almoner.codeset.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** One file of a release, by itself or in a ZIP. */
public interface ReleaseFile {

    /** Its name without folders. */
    String name();

    /** How errors name it: with the ZIP that it is in. */
    String shown();

    /** The file on disk that it is, or that it is in. */
    Path container();

    /** In bytes, unpacked. */
    long size();

    /**
     * Its bytes, unpacked. To be closed.
     *
     * @throws ReleaseException if it cannot be unpacked; while it is read, too
     */
    InputStream open() throws IOException;
}
