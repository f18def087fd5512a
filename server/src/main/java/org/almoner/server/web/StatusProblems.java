package org.almoner.server.web;

import org.springframework.http.HttpStatus;

/** What there is to say when only a status code is known: the server's own refusals come as no more than that. */
final class StatusProblems {

    private StatusProblems() {}

    static Problem of(int statusCode) {
        var status = HttpStatus.resolve(statusCode);
        if (status == null || !status.isError()) {
            return Problems.unexpected();
        }
        return switch (status) {
            case BAD_REQUEST ->
                Problems.invalid(
                        "The server could not make sense of the request. Check its address (no '..', no encoded"
                                + " slashes or control characters), its headers and its body.");
            case UNAUTHORIZED ->
                new Problem(status, "unauthenticated", "Send a valid access token as 'Authorization: Bearer ...'.");
            case FORBIDDEN -> new Problem(status, "not-allowed", "The access token does not allow this.");
            case NOT_FOUND ->
                new Problem(
                        status,
                        "not-found",
                        "There is nothing for you at this address. Check it against the API's description at /openapi.json.");
            case METHOD_NOT_ALLOWED ->
                new Problem(status, "method-not-allowed", "This address does not answer to that method.");
            case NOT_ACCEPTABLE ->
                new Problem(status, "not-acceptable", "None of the media types in Accept can be had here.");
            case REQUEST_TIMEOUT ->
                new Problem(status, "timeout", "The request did not arrive in time. Send it again without pauses.");
            case CONTENT_TOO_LARGE ->
                new Problem(status, "too-large", "The body is larger than this address takes. Send less at a time.");
            case URI_TOO_LONG -> new Problem(status, "too-large", "The address is too long. Send a shorter one.");
            case UNSUPPORTED_MEDIA_TYPE ->
                new Problem(status, "unsupported-media-type", "The body's Content-Type is missing or not read here.");
            case REQUEST_HEADER_FIELDS_TOO_LARGE ->
                new Problem(status, "too-large", "The request's headers are too long. Send fewer or shorter ones.");
            case NOT_IMPLEMENTED ->
                new Problem(status, "not-implemented", "The server does not know this method or transfer coding.");
            case HTTP_VERSION_NOT_SUPPORTED -> new Problem(status, "not-implemented", "Speak HTTP/1.1 or HTTP/1.0.");
            case SERVICE_UNAVAILABLE ->
                new Problem(
                        status,
                        "unavailable",
                        "The server is starting, stopping or overloaded. Try again in a moment.");
            default ->
                status.is5xxServerError()
                        ? Problems.unexpected()
                        : new Problem(
                                status,
                                "invalid",
                                "The request cannot be answered as it was sent. Check and correct it.");
        };
    }
}
