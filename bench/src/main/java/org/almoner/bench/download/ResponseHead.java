package org.almoner.bench.download;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;

import org.almoner.bench.measure.BenchFailure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * What a load generator needs to know of an answer's head.
 *
 * @param contentLength length of the body in bytes; -1 if the head doesn't tell
 */
record ResponseHead(int status, long contentLength) {

    /**
     * Reads the head from the start of what has arrived so far, and moves the buffer to the body; leaves the buffer as it
     * is if the head isn't whole yet.
     */
    static Optional<ResponseHead> read(ByteBuffer arrived) {
        for (int i = arrived.position() + 3; i < arrived.limit(); i++) {
            if (arrived.get(i) == '\n' && arrived.get(i - 1) == '\r' && arrived.get(i - 2) == '\n') {
                var bytes = new byte[i + 1 - arrived.position()];
                arrived.get(bytes);
                return Optional.of(parse(new String(bytes, ISO_8859_1)));
            }
        }
        return Optional.empty();
    }

    private static ResponseHead parse(String head) {
        var lines = head.split("\r\n", -1);
        var status = lines[0].split(" ", 3);
        if (!status[0].startsWith("HTTP/1.1") || status.length < 2) {
            throw new BenchFailure("Not an HTTP answer: " + lines[0]);
        }
        long length = -1;
        for (var line : lines) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Long.parseLong(
                        line.substring("content-length:".length()).strip());
            }
        }
        return new ResponseHead(Integer.parseInt(status[1]), length);
    }
}
