package org.almoner.dataset.source;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a database is and how to get in; does not print what nobody should read. Drivers put URLs and settings into their messages,
 * passwords included, so these go through {@link #censored(String)} before anybody sees them.
 *
 * @param url a JDBC URL
 * @param properties user, password and what else the driver takes
 */
public record DatabaseAddress(String url, Properties properties) {

    private static final String HIDDEN = "***";
    private static final List<String> SECRET =
            List.of("pass", "pwd", "secret", "token", "key", "credential", "wallet", "cipher");
    private static final Pattern SETTING = Pattern.compile("[?&;,]\\s*([^=?&;,]+)=([^&;]*)");
    private static final Pattern USER_INFO = Pattern.compile("(//|thin:)([^/@:?]*[:/])([^@?;]*)@");
    private static final Pattern SETTINGS = Pattern.compile("[?;].*", Pattern.DOTALL);

    public DatabaseAddress {
        var own = new Properties();
        for (var name : properties.stringPropertyNames()) {
            own.setProperty(name, properties.getProperty(name));
        }
        properties = own;
    }

    /** A message without any secret of this. */
    String censored(String message) {
        var text = message.replace(url, shownUrl());
        for (var secret : secrets()) {
            text = text.replace(secret, HIDDEN);
        }
        return text;
    }

    /** The same without any secret of this, and without what led to it, which might hold one. */
    SQLException censored(SQLException e) {
        var shown = new SQLException(censored(String.valueOf(e.getMessage())), e.getSQLState(), e.getErrorCode());
        shown.setStackTrace(e.getStackTrace());
        return shown;
    }

    /** The longest first, since one may be a part of another. */
    private List<String> secrets() {
        var found = new LinkedHashSet<String>();
        properties.stringPropertyNames().stream()
                .filter(DatabaseAddress::isSecret)
                .forEach(name -> add(found, properties.getProperty(name)));
        var settings = SETTING.matcher(url);
        while (settings.find()) {
            if (isSecret(settings.group(1))) {
                add(found, settings.group(2));
            }
        }
        var user = USER_INFO.matcher(url);
        if (user.find()) {
            add(found, user.group(3));
        }
        return found.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static boolean isSecret(String setting) {
        var name = setting.toLowerCase(Locale.ROOT);
        return SECRET.stream().anyMatch(name::contains);
    }

    private static void add(Set<String> found, String secret) {
        if (!secret.isEmpty()) {
            found.add(secret);
            try {
                found.add(URLDecoder.decode(secret, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException _) {
                // It is no encoded text, so nobody decodes it.
            }
        }
    }

    private String shownUrl() {
        return SETTINGS.matcher(USER_INFO.matcher(url).replaceFirst("$1$2" + HIDDEN + "@"))
                .replaceFirst("");
    }

    @Override
    public String toString() {
        return shownUrl();
    }
}
