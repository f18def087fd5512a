package org.almoner.client.golden;

import java.io.IOException;
import java.util.Optional;

import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;

/** Resumable uploads into a file of a version, as in the draft "Resumable Uploads for HTTP". */
final class GoldenUploads {

    private GoldenUploads() {}

    static void serve(HttpExchange exchange, Optional<GoldenVersion> version, String name, @Nullable Fault fault)
            throws IOException {
        var file = version.map(found -> found.files.get(name)).orElse(null);
        if (file == null) {
            GoldenServer.problem(exchange, 404, "There is no such file");
            return;
        }
        switch (exchange.getRequestMethod()) {
            case "HEAD" -> head(exchange, file);
            case "PATCH" -> patch(exchange, version.orElseThrow(), file, fault);
            case "DELETE" -> {
                version.orElseThrow().files.remove(name);
                GoldenServer.answer(exchange, 204, new byte[0]);
            }
            default -> GoldenServer.problem(exchange, 405, "No");
        }
    }

    private static void head(HttpExchange exchange, GoldenFile file) throws IOException {
        exchange.getResponseHeaders().set("Upload-Offset", Integer.toString(file.bytes.size()));
        exchange.getResponseHeaders().set("Upload-Complete", file.stored ? "?1" : "?0");
        GoldenServer.answer(exchange, 204, new byte[0]);
    }

    private static void patch(HttpExchange exchange, GoldenVersion version, GoldenFile file, @Nullable Fault fault)
            throws IOException {
        var headers = exchange.getRequestHeaders();
        if (!"application/partial-upload".equals(headers.getFirst("Content-Type"))) {
            GoldenServer.problem(exchange, 415, "Send application/partial-upload");
            return;
        }
        if (file.stored || Long.parseLong(headers.getFirst("Upload-Offset")) != file.bytes.size()) {
            exchange.getResponseHeaders().set("Upload-Offset", Integer.toString(file.bytes.size()));
            GoldenServer.problem(exchange, 409, "The upload stands elsewhere.");
            return;
        }
        long most = fault instanceof Fault.BreakRequest(long after) ? after : Long.MAX_VALUE;
        file.bytes.write(GoldenServer.read(exchange.getRequestBody(), most));
        if (fault instanceof Fault.BreakRequest) {
            return;
        }
        if (!"?1".equals(headers.getFirst("Upload-Complete"))) {
            acknowledge(exchange, file, fault);
        } else if (asAnnounced(file)) {
            file.stored = true;
            GoldenAdmin.answerUnlessLost(exchange, 200, file.json(), fault);
        } else {
            version.files.remove(file.name);
            GoldenServer.problem(exchange, 400, "The bytes are not those of the announced SHA-256. Upload them again.");
        }
    }

    private static void acknowledge(HttpExchange exchange, GoldenFile file, @Nullable Fault fault) throws IOException {
        if (!(fault instanceof Fault.LoseAnswer)) {
            exchange.getResponseHeaders().set("Upload-Offset", Integer.toString(file.bytes.size()));
            GoldenServer.answer(exchange, 204, new byte[0]);
        }
    }

    private static boolean asAnnounced(GoldenFile file) {
        return (file.announcedHash == null || file.announcedHash.equals(file.hash()))
                && (file.announcedSize == null || file.announcedSize == file.bytes.size());
    }
}
