package org.almoner.server.web;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names as they are on the wire: {@code fields[0].fieldName} is {@code fields[0].field_name}. */
public final class SnakeCase {

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private SnakeCase() {}

    public static String of(String javaName) {
        return HUMP.matcher(javaName).replaceAll("_").toLowerCase(Locale.ROOT);
    }
}
