package org.almoner.client.bytepath;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Where a connection leads. Requests that go the same way can share one.
 *
 * @param secure whether TLS is spoken with the server
 * @param host without the brackets of a literal address
 * @param proxy null where the server is called directly
 */
record Way(boolean secure, String host, int port, @Nullable InetSocketAddress proxy) {

    /** @throws IllegalArgumentException if the address is not one of {@code http} or {@code https} with a host */
    static Way to(URI address, @Nullable ProxySelector proxies) {
        var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        var host = address.getHost();
        boolean secure = scheme.equals("https");
        if (host == null || !(secure || scheme.equals("http"))) {
            throw new IllegalArgumentException("Not an address of http or https with a host");
        }
        int port = address.getPort() >= 0 ? address.getPort() : secure ? 443 : 80;
        return new Way(secure, bare(host), port, proxies == null ? null : proxy(proxies, address));
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** As the JDK's HTTP client does: the first one that is named, if it is one for HTTP. */
    private static @Nullable InetSocketAddress proxy(ProxySelector proxies, URI address) {
        var all = proxies.select(address);
        return !all.isEmpty()
                        && all.getFirst().type() == Proxy.Type.HTTP
                        && all.getFirst().address() instanceof InetSocketAddress proxy
                ? proxy
                : null;
    }

    /** Whether requests name the whole address, because a proxy reads them. */
    boolean wholeAddress() {
        return proxy != null && !secure;
    }
}
