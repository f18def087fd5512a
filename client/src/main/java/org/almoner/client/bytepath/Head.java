package org.almoner.client.bytepath;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * The head of an answer (RFC 9112 §4 and §5).
 *
 * @param persistent whether the connection is for further requests afterwards (RFC 9112 §9.3)
 */
record Head(int status, HttpHeaders fields, boolean persistent) {

    /** All fields together; servers that send more have something else in mind. */
    private static final int LONGEST = 1 << 16;

    private static final String VERSION = "HTTP/1.";
    private static final int STATUS = VERSION.length() + "1 ".length();
    private static final int STATUS_DIGITS = 3;

    /** What the name of a field is made of, besides letters and digits (RFC 9110 §5.6.2). */
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    /** Reads the head of the answer that counts: what only says that one is coming is passed over (RFC 9110 §15.2). */
    static Head read(Pipe pipe) throws IOException {
        var budget = new Budget(LONGEST);
        while (true) {
            var head = one(pipe, budget);
            if (head.status() / 100 != 1) {
                return head;
            }
            if (head.status() == 101) {
                throw new IOException("the server speaks something else than HTTP/1.1");
            }
        }
    }

    private static Head one(Pipe pipe, Budget budget) throws IOException {
        var first = line(pipe, budget);
        int status = status(first);
        var fields = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        List<String> values = new ArrayList<>();
        for (var line = line(pipe, budget); !line.isEmpty(); line = line(pipe, budget)) {
            if (isBlank(line.charAt(0)) && !values.isEmpty()) {
                // RFC 9112 §5.2: put together with the line before.
                values.add(values.removeLast() + " " + line.strip());
            } else {
                int colon = endOfName(line);
                values = fields.computeIfAbsent(line.substring(0, colon), _ -> new ArrayList<>());
                values.add(value(line, colon + 1));
            }
        }
        var headers = HttpHeaders.of(fields, (_, _) -> true);
        return new Head(status, headers, persistent(headers, first.charAt(VERSION.length()) == '1'));
    }

    /** Of {@code HTTP/1.1 200 OK}; there need not be a reason. */
    static int status(String line) throws IOException {
        int end = STATUS + STATUS_DIGITS;
        boolean fits = line.length() >= end
                && line.startsWith(VERSION)
                && (line.charAt(VERSION.length()) == '0' || line.charAt(VERSION.length()) == '1')
                && line.charAt(STATUS - 1) == ' '
                && (line.length() == end || line.charAt(end) == ' ');
        int status = 0;
        for (int at = STATUS; fits && at < end; at++) {
            fits = isDigit(line.charAt(at));
            status = 10 * status + line.charAt(at) - '0';
        }
        if (!fits || status < 100) {
            throw new IOException("the answer is not one of HTTP/1.1");
        }
        return status;
    }

    /** Where the colon is. */
    static int endOfName(String line) throws IOException {
        int end = 0;
        while (end < line.length() && isOfToken(line.charAt(end))) {
            end++;
        }
        if (end == 0 || end == line.length() || line.charAt(end) != ':') {
            throw new IOException("the answer's head holds something that is no field");
        }
        return end;
    }

    static String value(String line, int start) {
        int from = start;
        int to = line.length();
        while (from < to && isBlank(line.charAt(from))) {
            from++;
        }
        while (from < to && isBlank(line.charAt(to - 1))) {
            to--;
        }
        return line.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isOfToken(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || TOKEN_MARKS.indexOf(c) >= 0;
    }

    private static boolean persistent(HttpHeaders fields, boolean usually) {
        var options = String.join(",", fields.allValues("Connection")).toLowerCase(Locale.ROOT);
        return usually ? !options.contains("close") : options.contains("keep-alive");
    }

    /** How much may still come. */
    static final class Budget {
        private int left;

        Budget(int bytes) {
            this.left = bytes;
        }

        private void take() throws IOException {
            if (--left < 0) {
                throw new IOException("the answer's head has no end");
            }
        }
    }

    /** A line without its end. */
    static String line(Pipe pipe, Budget budget) throws IOException {
        var bytes = new byte[128];
        int length = 0;
        for (int next = pipe.next(); next != '\n'; next = pipe.next()) {
            budget.take();
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * length);
            }
            bytes[length++] = (byte) next;
        }
        if (length > 0 && bytes[length - 1] == '\r') {
            length--;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[i] == 0 || bytes[i] == '\r') {
                throw new IOException("the answer's head holds a control character");
            }
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
}
