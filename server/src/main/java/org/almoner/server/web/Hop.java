package org.almoner.server.web;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What one proxy says about the request it passed on: from whom it came, and for which address.
 *
 * @param from the sender as the proxy saw it; null when it is not told or is no IP address
 * @param scheme {@code http} or {@code https}; null when not told
 * @param host the value of {@code Host} that the proxy received; null when not told
 */
record Hop(
        @Nullable InetAddress from,
        @Nullable String scheme,
        @Nullable String host) {

    /** The hops of a request, the one nearest to the server last. */
    static List<Hop> of(HttpServletRequest request, ForwardedHeader header) {
        return switch (header) {
            case FORWARDED ->
                elements(request, "Forwarded").stream().map(Hop::ofElement).toList();
            case X_FORWARDED -> ofXForwarded(request);
        };
    }

    /** RFC 7239 §4: {@code for="[2001:db8::1]:4711";proto=https;host=example.org}. */
    private static Hop ofElement(String element) {
        var parameters = new HashMap<String, String>();
        for (var pair : split(element, ';')) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        pair.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        unquoted(pair.substring(equals + 1).strip()));
            }
        }
        return new Hop(
                address(parameters.get("for")).orElse(null),
                scheme(parameters.get("proto")).orElse(null),
                parameters.get("host"));
    }

    private static List<Hop> ofXForwarded(HttpServletRequest request) {
        var senders = elements(request, "X-Forwarded-For");
        var schemes = elements(request, "X-Forwarded-Proto");
        var hosts = elements(request, "X-Forwarded-Host");
        var ports = elements(request, "X-Forwarded-Port");
        var count = Math.max(1, senders.size());
        var hops = new ArrayList<Hop>(count);
        for (int i = 0; i < count; i++) {
            hops.add(new Hop(
                    address(i < senders.size() ? senders.get(i) : null).orElse(null),
                    scheme(matching(schemes, i, count)).orElse(null),
                    withPort(matching(hosts, i, count), matching(ports, i, count))));
        }
        return hops;
    }

    /** Most proxies replace these headers, so that only the last one's word is there; some append. */
    private static @Nullable String matching(List<String> values, int index, int count) {
        if (values.isEmpty()) {
            return null;
        }
        return values.size() == count ? values.get(index) : values.getLast();
    }

    private static @Nullable String withPort(@Nullable String host, @Nullable String port) {
        return host == null || port == null || host.matches(".*:\\d+") ? host : host + ":" + port;
    }

    private static List<String> elements(HttpServletRequest request, String header) {
        var elements = new ArrayList<String>();
        for (var values = request.getHeaders(header); values.hasMoreElements(); ) {
            elements.addAll(split(values.nextElement(), ','));
        }
        return elements;
    }

    /** Splits where the delimiter stands outside of quotation marks. */
    private static List<String> split(String text, char delimiter) {
        var parts = new ArrayList<String>();
        var quoted = false;
        var start = 0;
        for (int i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character == '\\' && quoted) {
                i++; // what follows is meant literally, a quotation mark too
            } else if (character == '"') {
                quoted = !quoted;
            } else if (character == delimiter && !quoted) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(text.substring(start).strip());
        return parts;
    }

    private static String unquoted(String text) {
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1")
                : text;
    }

    /** An IP address, perhaps with a port; {@code unknown} and obfuscated names are none. */
    private static Optional<InetAddress> address(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        var literal = text;
        if (text.startsWith("[") && text.contains("]")) {
            literal = text.substring(1, text.indexOf(']'));
        } else if (text.indexOf(':') >= 0 && text.indexOf(':') == text.lastIndexOf(':')) {
            literal = text.substring(0, text.indexOf(':'));
        }
        try {
            return Optional.of(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> scheme(@Nullable String text) {
        return Optional.ofNullable(text)
                .map(sent -> sent.toLowerCase(Locale.ROOT))
                .filter(sent -> sent.equals("http") || sent.equals("https"));
    }
}
