package org.almoner.server.web;

/** By which headers trusted proxies tell where a request came from. */
enum ForwardedHeader {
    /** {@code X-Forwarded-For}, {@code -Proto}, {@code -Host} and {@code -Port}, as most proxies do. */
    X_FORWARDED,
    /** {@code Forwarded} (RFC 7239). */
    FORWARDED
}
