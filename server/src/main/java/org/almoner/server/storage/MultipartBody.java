package org.almoner.server.storage;

import java.util.List;

/**
 * The layout of a {@code multipart/byteranges} body (RFC 9110 §14.6).
 *
 * @param parts in the order they were asked for
 * @param end what follows the last part; ISO 8859-1, like all text in it
 */
record MultipartBody(String boundary, List<Part> parts, String end) {

    /** @param boundary does not occur in the bytes: long and random */
    static MultipartBody of(List<ByteRange> ranges, String contentType, long complete, String boundary) {
        var parts = ranges.stream()
                .map(range -> new Part(
                        ("\r\n--" + boundary + "\r\nContent-Type: " + contentType + "\r\nContent-Range: "
                                + range.contentRange(complete) + "\r\n\r\n"),
                        range))
                .toList();
        return new MultipartBody(boundary, parts, "\r\n--" + boundary + "--\r\n");
    }

    String contentType() {
        return "multipart/byteranges; boundary=" + boundary;
    }

    long length() {
        return parts.stream()
                        .mapToLong(part -> part.head().length() + part.range().length())
                        .sum()
                + end.length();
    }

    /** @param head what precedes the bytes */
    record Part(String head, ByteRange range) {}
}
