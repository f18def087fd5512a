package org.almoner.server.syndication;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** Examines archives that were made elsewhere before anybody else sees them. */
public interface ArchiveCheck {

    /**
     * Reads an archive from end to end.
     *
     * @param progress to be told now and then
     * @param cancelled to be asked now and then
     * @return what it is
     * @throws ExtractFailed if it is not what its name says, or not whole
     * @throws JobStopped if it was told to stop
     * @throws IOException if it cannot be read
     */
    Checked check(Candidate candidate, ProgressListener progress, CancelToken cancelled)
            throws ExtractFailed, IOException;

    /**
     * An archive that is to become an extract.
     *
     * @param organization the mnemonic of the organization that it is for
     * @param population the mnemonic of the population
     * @param fileName what it was uploaded as
     * @param scratch an empty folder, deleted after the check
     */
    record Candidate(
            String organization,
            String population,
            String fileName,
            long sizeInBytes,
            Contents contents,
            Path scratch) {}

    /** The bytes of an archive, as often as they are needed. */
    interface Contents {

        /** From the first byte on. Close it. */
        InputStream open() throws IOException;
    }

    /**
     * What an archive was found to be.
     *
     * @param extractTime the moment whose state it shows
     * @param baseFileName the name of the archive that an INCREMENTAL starts from; null of a COMPLETE
     * @param index what the next INCREMENTAL can be compared with, in the scratch folder; null if that could not be made
     * @param rows how many rows it holds
     */
    record Checked(
            ExtractType type,
            DataSet dataSet,
            Instant extractTime,
            @Nullable String baseFileName,
            @Nullable Path index,
            long rows) {}
}
