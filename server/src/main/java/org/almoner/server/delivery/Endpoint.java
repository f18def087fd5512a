package org.almoner.server.delivery;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Where letters are sent to: an http or https URL, with {@code user:password@} where the endpoint asks for Basic or Digest. */
public final class Endpoint {

    /** How many characters a URL may have. */
    public static final int MAX_LENGTH = 2_048;

    private static final Pattern PRINTABLE = Pattern.compile("[!-~]+");
    private static final int LAST_PORT = 65_535;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /** Who logs in; neither is ever printed. */
    record Login(String user, String password) {

        @Override
        public String toString() {
            return "***";
        }
    }

    private final String url;
    private final URI target;
    private final @Nullable Login login;

    private Endpoint(String url, URI target, @Nullable Login login) {
        this.url = url;
        this.target = target;
        this.login = login;
    }

    /** @throws IllegalArgumentException if nothing can be sent there, in words for whoever wrote it, which do not repeat the password */
    public static Endpoint parse(String url) {
        if (url.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "The endpoint is longer than " + MAX_LENGTH + " characters. Send a shorter URL.");
        }
        if (!PRINTABLE.matcher(url).matches()) {
            throw new IllegalArgumentException("The endpoint must be a URL of ASCII characters without blanks."
                    + " Percent-encode others, and write international names with xn--.");
        }
        var uri = uri(url);
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("The endpoint must begin with https:// or http://.");
        }
        var host = uri.getHost();
        if (host == null || host.contains("%")) {
            throw new IllegalArgumentException(
                    "The endpoint must name a host after " + scheme
                            + "://, and characters of a user or password other than letters and digits must be percent-encoded.");
        }
        if (uri.getPort() == 0 || uri.getPort() > LAST_PORT) {
            throw new IllegalArgumentException("The endpoint's port must be 1 to " + LAST_PORT + ".");
        }
        if (uri.getRawFragment() != null) {
            throw new IllegalArgumentException("The endpoint must not have a #fragment: it would never be sent.");
        }
        return new Endpoint(url, target(uri, scheme), login(uri.getRawUserInfo()));
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException _) {
            throw new IllegalArgumentException("The endpoint is not a URL. Send one such as"
                    + " https://hooks.example.org/almoner, with special characters percent-encoded.");
        }
    }

    private static URI target(URI uri, String scheme) {
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return URI.create(scheme
                + "://"
                + uri.getHost().toLowerCase(Locale.ROOT)
                + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                + path
                + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
    }

    private static @Nullable Login login(@Nullable String userInfo) {
        if (userInfo == null) {
            return null;
        }
        var colon = userInfo.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException(
                    "What is before the @ of an endpoint must be user:password, for Basic or Digest authentication.");
        }
        return new Login(decoded(userInfo.substring(0, colon)), decoded(userInfo.substring(colon + 1)));
    }

    private static String decoded(String text) {
        // A plus is a plus outside of forms.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** The URL as it was parsed, with its password; what {@link #parse} makes the same endpoint of. For keeping, not for showing. */
    public String reveal() {
        return url;
    }

    /** The URL without user and password. */
    URI target() {
        return target;
    }

    boolean secure() {
        return "https".equals(target.getScheme());
    }

    /** A name or an address; one of IPv6 without its brackets. */
    String host() {
        var host = target.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        return target.getPort() >= 0 ? target.getPort() : secure() ? HTTPS_PORT : HTTP_PORT;
    }

    Optional<Login> login() {
        return Optional.ofNullable(login);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Endpoint endpoint && endpoint.url.equals(url);
    }

    @Override
    public int hashCode() {
        return url.hashCode();
    }

    /** With three asterisks for the password. */
    @Override
    public String toString() {
        return login == null ? target.toString() : target.toString().replaceFirst("://", "://***@");
    }
}
