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

    static final String CONTENT_TYPE = "application/xml";

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

    /** What the server itself says about a request that no link was looked at for. */
    static S3Error other(int status, String message) {
        return new S3Error(status, codeOf(status), message);
    }

    private static String codeOf(int status) {
        return switch (status) {
            case HttpServletResponse.SC_FORBIDDEN -> "AccessDenied";
            case HttpServletResponse.SC_NOT_FOUND -> "NoSuchKey";
            case HttpServletResponse.SC_METHOD_NOT_ALLOWED -> "MethodNotAllowed";
            case HttpServletResponse.SC_SERVICE_UNAVAILABLE -> "ServiceUnavailable";
            default -> status < 500 ? "InvalidRequest" : "InternalError";
        };
    }

    /** Answers with this error. */
    void send(HttpServletResponse response, boolean head) throws IOException {
        var body = xml(Request.current().id()).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(CONTENT_TYPE);
        response.setContentLength(body.length);
        if (!head) {
            response.getOutputStream().write(body);
        }
    }

    String xml(String requestId) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>"
                + elements.entrySet().stream()
                        .map(element -> element(element.getKey(), element.getValue()))
                        .collect(Collectors.joining())
                + element("RequestId", requestId) + "</Error>";
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
