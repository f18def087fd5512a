package org.almoner.dataset.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/** Databases that queries of a data set are tested on. */
public enum TestDatabase {
    H2 {
        @Override
        public String fresh() {
            return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        }
    },
    POSTGRESQL {
        @Override
        public String fresh() {
            var name = "t" + UUID.randomUUID().toString().replace("-", "");
            execute(postgres().getJdbcUrl("postgres", "postgres"), "create database " + name);
            return postgres().getJdbcUrl("postgres", name);
        }
    };

    private static final AtomicReference<@Nullable EmbeddedPostgres> POSTGRES = new AtomicReference<>();

    /** The address of a new and empty database. */
    public abstract String fresh();

    /** Runs statements, each on its own. */
    public static void execute(String url, String... statements) {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Started at the first call, stopped with the process. */
    private static synchronized EmbeddedPostgres postgres() {
        var running = POSTGRES.get();
        if (running == null) {
            try {
                running = EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            POSTGRES.set(running);
        }
        return running;
    }
}
