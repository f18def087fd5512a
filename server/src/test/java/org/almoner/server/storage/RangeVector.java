package org.almoner.server.storage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A line of range-vectors.txt.
 *
 * @param fields of the request, with placeholders
 * @param differently our status and Content-Range where nginx is not followed; empty where it is
 */
record RangeVector(String method, String file, List<String> fields, String differently) {

    static List<RangeVector> all() throws IOException {
        try (var in = RangeVector.class.getResourceAsStream("range-vectors.txt")) {
            if (in == null) {
                throw new IllegalStateException("range-vectors.txt is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(RangeVector::parse)
                    .toList();
        }
    }

    private static RangeVector parse(String line) {
        var columns = new ArrayList<>(List.of(line.split("\\|", -1)));
        columns.addAll(List.of("", ""));
        return new RangeVector(
                columns.get(0).strip(),
                columns.get(1).strip(),
                Arrays.stream(columns.get(2).split(";;", -1))
                        .map(String::stripLeading)
                        .filter(field -> !field.isBlank())
                        .toList(),
                columns.get(3).strip());
    }

    /** The request to a server whose file has these validators. */
    HttpRequest to(URI address, String method, String etag, Instant lastModified) {
        var request = HttpRequest.newBuilder(address).method(method, BodyPublishers.noBody());
        var values = Map.of(
                "{etag}", etag,
                "{date}", HttpDate.format(lastModified),
                "{date-1}", HttpDate.format(lastModified.minusSeconds(1)),
                "{date+1}", HttpDate.format(lastModified.plusSeconds(1)));
        for (var field : fields) {
            var value = field.substring(field.indexOf(':') + 1);
            for (var placeholder : values.entrySet()) {
                value = value.replace(placeholder.getKey(), placeholder.getValue());
            }
            request.header(field.substring(0, field.indexOf(':')), value.substring(value.isEmpty() ? 0 : 1));
        }
        return request.build();
    }

    @Override
    public String toString() {
        return method + " " + file + " " + String.join(", ", fields);
    }
}
