package org.almoner.codeset.diff;

import java.io.IOException;

/** Takes changes as they are found. */
public interface ChangeSink {

    void take(Change change) throws IOException;
}
