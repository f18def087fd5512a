package org.almoner.client.golden;

import java.util.Optional;

import com.sun.net.httpserver.Headers;

/** A request that came. */
public record Recorded(String method, String path, String query, Headers headers) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
