package org.almoner.dataset.bulk;

import java.io.IOException;
import java.util.Arrays;
import java.util.Deque;

import com.sun.net.httpserver.HttpExchange;

/** A file with ranges, whose connections break after so many bytes each, until there are no breaks left. */
final class FileReply implements FhirServer.Reply {

    private final byte[] bytes;
    private final String tag;
    private final Deque<Integer> breaks;

    FileReply(byte[] bytes, String tag, Deque<Integer> breaks) {
        this.bytes = bytes;
        this.tag = tag;
        this.breaks = breaks;
    }

    @Override
    public synchronized void to(HttpExchange exchange) throws IOException {
        var range = exchange.getRequestHeaders().getFirst("Range");
        var ifRange = exchange.getRequestHeaders().getFirst("If-Range");
        int from = range == null || !tag.equals(ifRange)
                ? 0
                : Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
        exchange.getResponseHeaders().add("ETag", tag);
        if (from > 0 && from >= bytes.length) {
            exchange.getResponseHeaders().add("Content-Range", "bytes */" + bytes.length);
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        if (from > 0) {
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
        }
        var rest = Arrays.copyOfRange(bytes, from, bytes.length);
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, rest.length);
        int sent = breaks.isEmpty() ? rest.length : Math.min(breaks.remove(), rest.length);
        exchange.getResponseBody().write(rest, 0, sent);
        exchange.getResponseBody().flush();
    }
}
