package org.almoner.server.delivery;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A header of a request (RFC 9110, section 5).
 *
 * @param name a token
 * @param value printable ASCII, without blanks at its ends
 */
public record Header(String name, String value) {

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VISIBLE = Pattern.compile("[!-~]([ -~]*[!-~])?");
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "authorization",
            "connection",
            "content-length",
            "expect",
            "host",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** @throws IllegalArgumentException if it cannot be sent as it is, or is not the letter's to say */
    public Header {
        if (!TOKEN.matcher(name).matches() || !VISIBLE.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + name + "' is not a header with a value that can be sent");
        }
        if (OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("The header " + name + " is set by whoever sends the letter");
        }
    }
}
