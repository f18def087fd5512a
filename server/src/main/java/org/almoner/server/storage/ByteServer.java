package org.almoner.server.storage;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The byte path: first decides, by values alone, then acts. */
final class ByteServer implements BytePath {

    private final BodySender sender;
    private final InstantSource clock;
    private final Supplier<String> boundaries;

    /** @param boundaries of multipart bodies: each time another, that occurs in no file */
    ByteServer(BodySender sender, InstantSource clock, Supplier<String> boundaries) {
        this.sender = sender;
        this.clock = clock;
        this.boundaries = boundaries;
    }

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response, Download download, Refusals refusals)
            throws IOException {
        var object = download.object();
        var validators = Validators.of(object);
        var fields = RangeRequest.of(request);
        var exchange = new Exchange(request, response, download, validators, fields.head());
        switch (Decision.of(fields, validators, object.length(), clock.instant())) {
            case Decision.Whole() -> exchange.whole();
            case Decision.Single(var range) -> exchange.single(range);
            case Decision.Several(var ranges) -> exchange.several(ranges);
            case Decision.NotModified() -> exchange.notModified();
            case Decision.PreconditionFailed() -> {
                response.setStatus(HttpServletResponse.SC_PRECONDITION_FAILED);
                refusals.write(Refusal.PRECONDITION_FAILED);
            }
            case Decision.NotSatisfiable() -> {
                response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
                // RFC 9110 §15.5.17: so that the client learns how long the object is.
                response.setHeader("Content-Range", "bytes */" + object.length());
                refusals.write(Refusal.NOT_SATISFIABLE);
            }
        }
    }

    /** One request and its answer. */
    private final class Exchange {

        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private final Download download;
        private final Validators validators;
        private final boolean head;

        Exchange(
                HttpServletRequest request,
                HttpServletResponse response,
                Download download,
                Validators validators,
                boolean head) {
            this.request = request;
            this.response = response;
            this.download = download;
            this.validators = validators;
            this.head = head;
        }

        void whole() throws IOException {
            var length = download.object().length();
            describe(download.contentType(), length);
            if (!head) {
                sender.send(request, response, download, 0, length);
            }
        }

        void single(ByteRange range) throws IOException {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader(
                    "Content-Range", range.contentRange(download.object().length()));
            describe(download.contentType(), range.length());
            sender.send(request, response, download, range.first(), range.length());
        }

        void several(List<ByteRange> ranges) throws IOException {
            var body = MultipartBody.of(
                    ranges, download.contentType(), download.object().length(), boundaries.get());
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            describe(body.contentType(), body.length());
            sender.send(response, download, body);
        }

        /** RFC 9110 §15.4.5: the fields that a 200 would have had and that a cache needs. */
        void notModified() {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            validate();
        }

        private void describe(String contentType, long length) {
            validate();
            response.setContentType(contentType);
            response.setContentLengthLong(length);
            response.setHeader("Accept-Ranges", "bytes");
            response.setHeader("Content-Disposition", ContentDisposition.attachment(download.fileName()));
            response.setHeader("Repr-Digest", download.object().sha256().digestField());
            response.setHeader("X-Content-Type-Options", "nosniff");
        }

        private void validate() {
            response.setHeader("ETag", validators.tag().toString());
            response.setHeader("Last-Modified", HttpDate.format(validators.lastModified()));
            // What a link opens is for its holder; and nobody on the way may pack or repack it.
            response.setHeader("Cache-Control", "private, no-transform");
        }
    }
}
