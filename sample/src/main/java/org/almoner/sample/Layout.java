package org.almoner.sample;

import java.io.IOException;
import java.io.OutputStream;

/** How one code set is published. */
interface Layout {

    /** What the publisher would call the release's file. */
    String fileName(SampleRelease release);

    /** Writes the file; leaves the stream open. */
    void write(SampleRelease release, OutputStream out) throws IOException;

    /** A code as the file writes it. */
    String code(SampleCode code);
}
