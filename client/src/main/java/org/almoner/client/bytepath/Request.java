package org.almoner.client.bytepath;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** The head of a GET, as it is sent (RFC 9112 §3). */
final class Request {

    /** RFC 9110 §5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** What a field must not hold: it would be read as the end of the field, or as something else by whoever is on the way. */
    private static final Pattern UNSAFE = Pattern.compile("[^\\t\\x20-\\x7e\\x80-\\xff]");

    private Request() {}

    /** @throws IllegalArgumentException if a field would not be read as what it is */
    static byte[] get(URI address, Way way, Map<String, String> fields) {
        var text = new StringBuilder(512)
                .append("GET ")
                .append(target(address, way))
                .append(" HTTP/1.1\r\nHost: ")
                .append(host(address))
                .append("\r\n");
        fields.forEach((name, value) -> {
            if (!TOKEN.matcher(name).matches() || UNSAFE.matcher(value).find()) {
                throw new IllegalArgumentException("Not a field of a request: " + name);
            }
            text.append(name).append(": ").append(value).append("\r\n");
        });
        return bytes(text.append("\r\n"));
    }

    /** Asks a proxy for a line to a server (RFC 9110 §9.3.6). */
    static byte[] connect(Way way) {
        var host = way.host().indexOf(':') < 0 ? way.host() : "[" + way.host() + "]";
        var authority = host + ":" + way.port();
        return bytes(new StringBuilder("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n"));
    }

    private static byte[] bytes(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String target(URI address, Way way) {
        var ascii = URI.create(address.toASCIIString());
        var path = ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        var target = ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
        return way.wholeAddress() ? ascii.getScheme() + "://" + host(ascii) + target : target;
    }

    /** Without a user, who is nobody else's business. */
    private static String host(URI address) {
        return address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort();
    }
}
