package org.almoner.server.settings;

import java.sql.SQLException;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/** Makes and upgrades the tables, in a database that is known to take them: an older one would only show a syntax error. */
@Component
final class DatabaseUpgrade implements FlywayMigrationStrategy {

    /** The first that knows {@code unique nulls not distinct}. */
    private static final int OLDEST_POSTGRESQL = 15;

    @Override
    public void migrate(Flyway flyway) {
        check(flyway.getConfiguration().getDataSource());
        flyway.migrate();
    }

    private static void check(DataSource database) {
        try (var connection = database.getConnection()) {
            var about = connection.getMetaData();
            check(about.getDatabaseProductName(), about.getDatabaseMajorVersion(), about.getDatabaseProductVersion());
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be reached", e);
        }
    }

    /**
     * @param version as people know it
     * @throws OldDatabase if the tables cannot be made in it
     */
    static void check(String product, int major, String version) {
        if (product.equals("PostgreSQL") && major < OLDEST_POSTGRESQL) {
            throw new OldDatabase(version, OLDEST_POSTGRESQL);
        }
    }
}
