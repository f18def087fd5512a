package org.almoner.server.web;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the server listens and whom it believes.
 *
 * @param bind the IP address to listen on; 0.0.0.0 or :: for all. The default serves this machine only, which suits a
 *     reverse proxy on the same machine and exposes nothing by accident
 * @param port the TCP port to listen on; 0 for any free one
 * @param trustedProxies the addresses of reverse proxies, as blocks such as 10.0.0.0/8 or single addresses. Only their word
 *     is taken for where a request came from; anybody else's forwarding headers are ignored
 * @param forwardedHeader which headers the trusted proxies set: x-forwarded (X-Forwarded-For, -Proto, -Host, -Port) or
 *     forwarded (RFC 7239). Headers of the other kind are ignored, since a proxy passes on what it does not know
 */
@ConfigurationProperties("almoner")
record NetworkSettings(
        @DefaultValue("127.0.0.1") String bind,
        @DefaultValue("8080") int port,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("x-forwarded") ForwardedHeader forwardedHeader) {

    NetworkSettings {
        trustedProxies = List.copyOf(trustedProxies);
        trustedProxies.forEach(Cidr::parse);
    }

    List<Cidr> trustedBlocks() {
        return trustedProxies.stream().map(Cidr::parse).toList();
    }
}
