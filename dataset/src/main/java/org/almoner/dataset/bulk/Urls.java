package org.almoner.dataset.bulk;

import java.net.URI;
import java.util.Locale;

/** What matters about addresses. */
final class Urls {

    private Urls() {}

    /** For messages: a query or a user may be a secret. */
    static String shown(URI uri) {
        if (uri.getHost() == null) {
            return uri.getScheme() == null ? "a relative address" : "a '" + uri.getScheme() + ":' address";
        }
        return origin(uri) + uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?...");
    }

    static boolean isWeb(URI uri) {
        return uri.getHost() != null && (isSecure(uri) || "http".equalsIgnoreCase(uri.getScheme()));
    }

    static boolean isSecure(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /** Whether going from one address to the other keeps what privacy there was. */
    static boolean noWeaker(URI from, URI to) {
        return isWeb(to) && (isSecure(to) || !isSecure(from));
    }

    static boolean sameOrigin(URI a, URI b) {
        return origin(a).equals(origin(b));
    }

    private static String origin(URI uri) {
        int usual = isSecure(uri) ? 443 : 80;
        var port = uri.getPort() == -1 || uri.getPort() == usual ? "" : ":" + uri.getPort();
        return (uri.getScheme() + "://" + uri.getHost()).toLowerCase(Locale.ROOT) + port;
    }

    /** The address without what changes when a link is signed anew. */
    static String withoutQuery(URI uri) {
        return origin(uri) + uri.getRawPath();
    }
}
