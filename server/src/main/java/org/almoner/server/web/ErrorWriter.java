package org.almoner.server.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Writes a problem as the answer to a request, in the shape that the address calls for. */
@Component
public final class ErrorWriter {

    /** What describes a representation that is not going to be sent after all. */
    private static final List<String> REPRESENTATION = List.of(
            HttpHeaders.ACCEPT_RANGES,
            HttpHeaders.CONTENT_DISPOSITION,
            HttpHeaders.CONTENT_ENCODING,
            HttpHeaders.CONTENT_LANGUAGE,
            HttpHeaders.CONTENT_RANGE,
            HttpHeaders.ETAG,
            HttpHeaders.LAST_MODIFIED,
            HttpHeaders.LOCATION,
            "Content-Digest",
            "Repr-Digest");

    /** The characters of a URI reference's path (RFC 3986 §3.3), and of a length that is worth repeating. */
    private static final Pattern PATH = Pattern.compile("/([A-Za-z0-9/._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2}){0,1023}");

    private final List<ErrorShape> shapes;
    private final ErrorShape otherwise = new ProblemShape();

    ErrorWriter(List<ErrorShape> shapes) {
        this.shapes = List.copyOf(shapes);
    }

    /** Answers with the problem; does nothing if an answer is already under way, since it cannot be taken back. */
    public void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        var path = pathOf(request);
        var requestId = RequestIdentity.of(request).id();
        var shape = shapes.stream()
                .filter(candidate -> candidate.covers(path))
                .findFirst()
                .orElse(otherwise);
        var instance = PATH.matcher(path).matches() ? path : "urn:almoner:request:" + requestId;
        var body = shape.body(problem, instance, requestId).getBytes(StandardCharsets.UTF_8);

        response.resetBuffer();
        REPRESENTATION.forEach(name -> response.setHeader(name, null));
        response.setStatus(problem.status().value());
        response.setHeader(RequestIdentity.HEADER, requestId);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        problem.headers().forEach(response::setHeader);
        response.setContentType(shape.contentType(problem));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** The path as sent; empty when the request line was too broken to have one. */
    @SuppressWarnings("ConstantConditions")
    private static String pathOf(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path == null ? "" : path;
    }
}
