package org.almoner.client.bytepath;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The head of an answer (RFC 9112 §4 and §5).
 *
 * @param persistent whether the connection is for further requests afterwards (RFC 9112 §9.3)
 */
record Head(int status, HttpHeaders fields, boolean persistent) {

    /** All fields together; servers that send more have something else in mind. */
    private static final int LONGEST = 1 << 16;

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.([01]) ([1-9][0-9]{2})(?: .*)?");

    private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*(.*?)[ \\t]*");

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
        var status = STATUS.matcher(line(pipe, budget));
        if (!status.matches()) {
            throw new IOException("the answer is not one of HTTP/1.1");
        }
        var fields = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        List<String> values = new ArrayList<>();
        for (var line = line(pipe, budget); !line.isEmpty(); line = line(pipe, budget)) {
            boolean goesOn = line.startsWith(" ") || line.startsWith("\t");
            var field = FIELD.matcher(line);
            if (goesOn && !values.isEmpty()) {
                // RFC 9112 §5.2: put together with the line before.
                values.add(values.removeLast() + " " + line.strip());
            } else if (field.matches()) {
                values = fields.computeIfAbsent(field.group(1), _ -> new ArrayList<>());
                values.add(field.group(2));
            } else {
                throw new IOException("the answer's head holds something that is no field");
            }
        }
        var headers = HttpHeaders.of(fields, (_, _) -> true);
        return new Head(
                Integer.parseInt(status.group(2)),
                headers,
                persistent(headers, status.group(1).equals("1")));
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
