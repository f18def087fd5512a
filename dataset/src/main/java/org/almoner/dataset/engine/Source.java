package org.almoner.dataset.engine;

import java.nio.file.Path;
import java.util.Properties;

import org.almoner.dataset.source.DatabaseAddress;

/** Where the records of a population are. */
public sealed interface Source {

    /** A folder of FHIR bulk NDJSON; see {@link org.almoner.dataset.source.NdjsonFolder}. */
    record Folder(Path path) implements Source {}

    /** A database that the queries of a data set are run on. */
    record Database(DatabaseAddress address) implements Source {

        /**
         * @param url a JDBC URL
         * @param properties user, password and what else the driver takes
         */
        public Database(String url, Properties properties) {
            this(new DatabaseAddress(url, properties));
        }
    }
}
