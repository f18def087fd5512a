package org.almoner.dataset.definition;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where data sets come from. */
public final class DataSets {

    /** The type of the one that comes with Almoner. */
    public static final String LONG_REC = "LONG_REC";

    private static final String BUILT_IN = "/org/almoner/dataset/";

    private DataSets() {}

    /** {@code LONG_REC} 1.0.0, for FHIR R4 and US Core as EHRs export them in bulk. */
    public static DataSet longRec() {
        return new Reader(new Place.Resources(BUILT_IN + LONG_REC + "/1.0.0")).read();
    }

    /**
     * The data set in a folder: {@code dataset.json} and one definition for each entity that it lists.
     *
     * @throws InvalidDataSetException if it is not written down as it must be; all that is wrong is said at once
     * @throws UncheckedIOException if a file cannot be read
     */
    public static DataSet in(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InvalidDataSetException(
                    folder.toString(),
                    List.of(new InvalidDataSetException.Problem(Reader.DATA_SET, "", "there is no such folder")));
        }
        return new Reader(new Place.Folder(folder)).read();
    }
}
