package org.almoner.cli.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Something that can be set. */
public enum Setting {
    /** The server's address. */
    URL,
    /** The client that fetches, and administers when there is no client for that. */
    CLIENT_ID,
    /** The secret of that client. */
    CLIENT_SECRET,
    /** The client that administers. */
    ADMIN_CLIENT_ID,
    /** The secret of that client. */
    ADMIN_CLIENT_SECRET,
    /** Where tokens come from, if not from the server itself. */
    TOKEN_URL,
    /** The database that extracts are loaded into. */
    WAREHOUSE,
    /** Its user, where it has users. */
    WAREHOUSE_USER,
    /** The password of that user. */
    WAREHOUSE_PASSWORD;

    /** Its name in a settings file, such as {@code client-id}. */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Its name among the environment's variables, such as {@code ALMONER_CLIENT_ID}. */
    public String variable() {
        return "ALMONER_" + name();
    }

    public boolean secret() {
        return this == CLIENT_SECRET || this == ADMIN_CLIENT_SECRET || this == WAREHOUSE_PASSWORD;
    }

    static List<String> fileNames() {
        return Arrays.stream(values()).map(Setting::fileName).toList();
    }
}
