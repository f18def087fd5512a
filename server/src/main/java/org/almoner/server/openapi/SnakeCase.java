package org.almoner.server.openapi;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names as they are on the wire. */
final class SnakeCase {

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private SnakeCase() {}

    static String of(String javaName) {
        return HUMP.matcher(javaName).replaceAll("_").toLowerCase(Locale.ROOT);
    }
}
