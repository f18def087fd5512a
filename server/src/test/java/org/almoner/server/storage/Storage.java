package org.almoner.server.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

import javax.sql.DataSource;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Uploads and objects over a folder and a database, put together as one process has them. */
final class Storage {

    final ObjectStore store;
    final ObjectRegister objects;
    final ResumableUploads uploads;
    final JdbcClient jdbc;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DataSource database;
    private final UploadRows rows;
    private final TestClock clock;

    Storage(DataSource database, Path data, TestClock clock) {
        this(database, data, clock, 0);
    }

    Storage(DataSource database, Path data, TestClock clock, long reserve) {
        this(database, new FolderStore(data, reserve), clock);
    }

    Storage(DataSource database, ObjectStore store, TestClock clock) {
        this.database = database;
        this.store = store;
        this.clock = clock;
        this.jdbc = JdbcClient.create(database);
        this.rows = new UploadRows(jdbc);
        var transactions = new DataSourceTransactionManager(database);
        this.objects = new ObjectRegister(
                jdbc, store, new ObjectBlocks(new BlockRows(jdbc), store, transactions, meters), clock);
        this.uploads = new ResumableUploads(store, rows, objects, transactions, clock, UUID::randomUUID);
    }

    /** What another process finds, with nothing in its memory. */
    Storage restarted(ObjectStore anew) {
        return new Storage(database, anew, clock);
    }

    Sweeper sweeper(Duration retention) {
        return new Sweeper(store, uploads, rows, objects, retention, clock);
    }

    byte[] read(StoredObject object) throws IOException {
        try (var in = store.read(object.key(), 0, object.length())) {
            return in.readAllBytes();
        }
    }

    ObjectKey key(UploadId id) {
        return rows.find(id).orElseThrow().staging().key();
    }
}
