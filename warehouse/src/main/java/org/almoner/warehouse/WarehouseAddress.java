package org.almoner.warehouse;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Which database. */
public sealed interface WarehouseAddress {

    /** A DuckDB file. */
    record DuckDbFile(Path file) implements WarehouseAddress {

        public DuckDbFile {
            if (file.toString().contains(";") || file.toString().isEmpty()) {
                throw new IllegalArgumentException("Not a file that DuckDB can open: '" + file + "'");
            }
        }

        @Override
        public String toString() {
            return file.toString();
        }
    }

    /**
     * A PostgreSQL database.
     *
     * @param url {@code jdbc:postgresql://...}, without a password
     * @param user otherwise the URL's, or that of this system
     * @param password otherwise that of {@code ~/.pgpass}, if there is one
     */
    record PostgresServer(String url, Optional<String> user, Optional<String> password) implements WarehouseAddress {

        private static final Pattern PASSWORD =
                Pattern.compile("[?&]password=|//[^/@:]*:[^/@]*@", Pattern.CASE_INSENSITIVE);
        private static final Pattern SETTINGS = Pattern.compile("\\?.*", Pattern.DOTALL);

        public PostgresServer {
            if (PASSWORD.matcher(url).find()) {
                throw new IllegalArgumentException(
                        "A password in the address of a database can be read by everybody on this machine. Put it into"
                                + " ALMONER_WAREHOUSE_PASSWORD, the settings file or ~/.pgpass.");
            }
        }

        Properties settings() {
            var settings = new Properties();
            user.ifPresent(text -> settings.setProperty("user", text));
            password.ifPresent(text -> settings.setProperty("password", text));
            return settings;
        }

        @Override
        public String toString() {
            return SETTINGS.matcher(url).replaceFirst("");
        }
    }

    /**
     * Reads an address.
     *
     * @param text {@code jdbc:postgresql://...}, or the path of a DuckDB file
     * @throws IllegalArgumentException if it is neither, or holds a password
     */
    static WarehouseAddress of(String text, @Nullable String user, @Nullable String password) {
        if (text.startsWith("jdbc:postgresql:")) {
            return new PostgresServer(text, Optional.ofNullable(user), Optional.ofNullable(password));
        }
        if (text.startsWith("jdbc:")) {
            throw new IllegalArgumentException("'" + text.split("[?;@]", 2)[0]
                    + "' is neither jdbc:postgresql://... nor the path of a DuckDB file.");
        }
        return new DuckDbFile(Path.of(text));
    }
}
