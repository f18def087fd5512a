package org.almoner.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;

/**
 * The databases that Almoner promises to run on. A repository's test runs on each: it is a {@code ParameterizedClass} with
 * an {@code EnumSource} of this, and takes {@link #fresh()} before each test.
 */
public enum TestDatabase {
    H2 {
        @Override
        public String newUrl() {
            return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        }

        @Override
        public DataSource fresh() {
            return migrated(JdbcConnectionPool.create(newUrl(), "", ""));
        }
    },
    POSTGRESQL {
        @Override
        public String newUrl() {
            return postgres().getJdbcUrl("postgres", newDatabase("template1"));
        }

        @Override
        public DataSource fresh() {
            return postgres().getDatabase("postgres", newDatabase(template()));
        }

        // One with the tables, which is copied, as that is sooner done than migrating.
        private synchronized String template() {
            var made = TEMPLATE.get();
            if (made == null) {
                made = newDatabase("template1");
                migrated(postgres().getDatabase("postgres", made));
                TEMPLATE.set(made);
            }
            return made;
        }

        private String newDatabase(String template) {
            var name = "t" + UUID.randomUUID().toString().replace("-", "");
            try (var connection = postgres().getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name + " template " + template);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return name;
        }
    };

    private static final AtomicReference<@Nullable String> TEMPLATE = new AtomicReference<>();
    private static final AtomicReference<@Nullable EmbeddedPostgres> POSTGRES = new AtomicReference<>();

    /** The address of a new and empty database, for servers; {@code almoner.database.user} is not needed. */
    public abstract String newUrl();

    /** A new database with Almoner's tables and nothing in them. */
    public abstract DataSource fresh();

    /** The PostgreSQL server of this test run; started at the first call, stopped with the process. */
    public static synchronized EmbeddedPostgres postgres() {
        var running = POSTGRES.get();
        if (running == null) {
            try {
                running = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            POSTGRES.set(running);
        }
        return running;
    }

    private static DataSource migrated(DataSource dataSource) {
        Flyway.configure().dataSource(dataSource).load().migrate();
        return dataSource;
    }
}
