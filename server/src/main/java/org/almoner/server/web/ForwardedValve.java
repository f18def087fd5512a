package org.almoner.server.web;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.http.parser.Host;

/**
 * Makes a request that came through trusted proxies look as it did to the first of them: the sender's address, the scheme,
 * the host. What anybody else says in these headers is ignored.
 */
final class ForwardedValve extends ValveBase {

    private final List<Cidr> trusted;
    private final ForwardedHeader header;

    ForwardedValve(List<Cidr> trusted, ForwardedHeader header) {
        super(true);
        this.trusted = List.copyOf(trusted);
        this.header = header;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (trusts(InetAddress.ofLiteral(request.getRemoteAddr()))) {
            walk(request);
        }
        getNext().invoke(request, response);
    }

    /** From the nearest hop outwards, as long as each was told by somebody who is trusted. */
    private void walk(Request request) {
        for (var hop : Hop.of(request, header).reversed()) {
            apply(hop, request);
            var from = hop.from();
            if (from == null || !trusts(from)) {
                return;
            }
        }
    }

    private boolean trusts(InetAddress address) {
        return trusted.stream().anyMatch(block -> block.contains(address));
    }

    private static void apply(Hop hop, Request request) {
        var from = hop.from();
        if (from != null) {
            request.setRemoteAddr(from.getHostAddress());
            request.setRemoteHost(from.getHostAddress());
        }
        var scheme = hop.scheme();
        if (scheme != null) {
            request.setSecure(scheme.equals("https"));
            request.getCoyoteRequest().scheme().setString(scheme);
            request.getCoyoteRequest().setServerPort(defaultPort(request));
        }
        var host = hop.host();
        if (host != null) {
            applyHost(host, request);
        }
    }

    private static void applyHost(String host, Request request) {
        try {
            var colon = Host.parse(host);
            request.getCoyoteRequest().serverName().setString(colon < 0 ? host : host.substring(0, colon));
            request.getCoyoteRequest()
                    .setServerPort(colon < 0 ? defaultPort(request) : Integer.parseInt(host.substring(colon + 1)));
        } catch (IllegalArgumentException _) {
            // Not a host: the one in the Host header stays.
        }
    }

    private static int defaultPort(Request request) {
        return request.getScheme().equals("https") ? 443 : 80;
    }
}
