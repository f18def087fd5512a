package org.almoner.server.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletResponse;
import org.almoner.server.web.Request;

/** The errors of links, in the form of S3, which clients of presigned links match on. */
final class S3Error {

    private final int status;
    private final SequencedMap<String, String> elements = new LinkedHashMap<>();

    private S3Error(int status, String code, String message) {
        this.status = status;
        elements.put("Code", code);
        elements.put("Message", message);
    }

    static S3Error expired(Instant expiresAt, Instant now) {
        return new S3Error(HttpServletResponse.SC_FORBIDDEN, "AccessDenied", "Request has expired")
                .with("Expires", expiresAt.toString())
                .with("ServerTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    static S3Error forged() {
        return new S3Error(
                HttpServletResponse.SC_FORBIDDEN,
                "SignatureDoesNotMatch",
                "The link was changed, or was not issued by this server. List the files again for a fresh one, and use"
                        + " it as it is.");
    }

    static S3Error gone() {
        return new S3Error(
                HttpServletResponse.SC_NOT_FOUND,
                "NoSuchKey",
                "The file is no longer there: it was withdrawn or deleted. List the files again for what there is.");
    }

    static S3Error preconditionFailed() {
        return new S3Error(
                HttpServletResponse.SC_PRECONDITION_FAILED,
                "PreconditionFailed",
                "The file is not the one that If-Match or If-Unmodified-Since names.");
    }

    static S3Error invalidRange(String requested, long length) {
        return new S3Error(
                        HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE,
                        "InvalidRange",
                        "The requested range is not satisfiable")
                .with("RangeRequested", requested)
                .with("ActualObjectSize", Long.toString(length));
    }

    static S3Error methodNotAllowed(String method) {
        return new S3Error(
                        HttpServletResponse.SC_METHOD_NOT_ALLOWED,
                        "MethodNotAllowed",
                        "The specified method is not allowed against this resource: a link is for downloading.")
                .with("Method", method)
                .with("ResourceType", "OBJECT");
    }

    /** Answers with this error. */
    void send(HttpServletResponse response, boolean head) throws IOException {
        var body = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml()).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/xml");
        response.setContentLength(body.length);
        if (!head) {
            response.getOutputStream().write(body);
        }
    }

    private String xml() {
        return elements.entrySet().stream()
                        .map(element -> element(element.getKey(), element.getValue()))
                        .collect(Collectors.joining("", "<Error>", ""))
                + element("RequestId", Request.current().id()) + "</Error>";
    }

    private static String element(String name, String text) {
        var escaped = text.codePoints().mapToObj(S3Error::escaped).collect(Collectors.joining());
        return "<" + name + ">" + escaped + "</" + name + ">";
    }

    private static String escaped(int c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            // XML 1.0 has no way to write most control characters.
            default -> Character.isISOControl(c) ? "?" : Character.toString(c);
        };
    }

    private S3Error with(String name, String text) {
        elements.put(name, text);
        return this;
    }
}
