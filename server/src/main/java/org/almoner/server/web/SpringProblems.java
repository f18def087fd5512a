package org.almoner.server.web;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What Spring's own refusals are to the caller, each with a sentence that says what to do. */
final class SpringProblems {

    private SpringProblems() {}

    static Optional<Problem> of(Exception exception) {
        return switch (exception) {
            case HttpRequestMethodNotSupportedException e -> Optional.of(methodNotAllowed(e));
            case HttpMediaTypeNotAcceptableException e -> Optional.of(notAcceptable(e));
            case HttpMediaTypeNotSupportedException e -> Optional.of(unsupportedMediaType(e));
            case HttpMessageNotReadableException e -> Optional.of(Problems.invalid(UnreadableBody.sentence(e)));
            case MethodArgumentTypeMismatchException e -> Optional.of(wrongType(e));
            case MissingServletRequestParameterException e ->
                Optional.of(
                        Problems.invalid("The parameter " + Quote.of(e.getParameterName()) + " is missing; send it."));
            case MissingRequestHeaderException e ->
                Optional.of(Problems.invalid("The header " + Quote.of(e.getHeaderName()) + " is missing; send it."));
            case MethodArgumentNotValidException e ->
                Optional.of(broken(e.getBindingResult().getAllErrors().stream().map(SpringProblems::rule)));
            case HandlerMethodValidationException e
            when !e.isForReturnValue() ->
                Optional.of(broken(e.getAllErrors().stream().map(SpringProblems::rule)));
            case AsyncRequestTimeoutException _ ->
                Optional.of(new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "unavailable",
                        "The answer took too long to make. Try again later."));
            case ErrorResponse e ->
                Optional.of(StatusProblems.of(e.getStatusCode().value()));
            default -> Optional.empty();
        };
    }

    private static Problem methodNotAllowed(HttpRequestMethodNotSupportedException e) {
        var supported = e.getSupportedMethods();
        var allow = supported == null ? "" : Stream.of(supported).sorted().collect(Collectors.joining(", "));
        return new Problem(
                HttpStatus.METHOD_NOT_ALLOWED,
                "method-not-allowed",
                "This address does not answer to " + Quote.of(e.getMethod()) + ". Use one of: " + allow + ".",
                Map.of(HttpHeaders.ALLOW, allow));
    }

    private static Problem notAcceptable(HttpMediaTypeNotAcceptableException e) {
        return new Problem(
                HttpStatus.NOT_ACCEPTABLE,
                "not-acceptable",
                "None of the media types in Accept can be had here. Ask for " + list(e.getSupportedMediaTypes()) + ".");
    }

    private static Problem unsupportedMediaType(HttpMediaTypeNotSupportedException e) {
        var supported = list(e.getSupportedMediaTypes());
        return new Problem(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "unsupported-media-type",
                "The body's Content-Type is missing or not read here. Send " + supported + ".",
                Map.of(HttpHeaders.ACCEPT, supported));
    }

    /** A path with an id that cannot be one leads nowhere; anything else was sent as a value, and a wrong one. */
    private static Problem wrongType(MethodArgumentTypeMismatchException e) {
        if (e.getParameter().hasParameterAnnotation(PathVariable.class)) {
            return StatusProblems.of(HttpStatus.NOT_FOUND.value());
        }
        var reason = OwnWords.in(e)
                .orElseGet(() -> "It must be "
                        + TypeName.of(e.getParameter().nestedIfOptional().getNestedParameterType()) + ".");
        return Problems.invalid(
                "The parameter " + Quote.of(e.getName()) + " cannot be " + Quote.of(e.getValue()) + ". " + reason);
    }

    private static Problem broken(Stream<String> rules) {
        return Problems.invalid(
                rules.sorted().collect(Collectors.joining("; ", "Correct this and send it again: ", ".")));
    }

    private static String rule(MessageSourceResolvable error) {
        var message = String.valueOf(error.getDefaultMessage());
        return switch (error) {
            case FieldError field -> Quote.of(SnakeCase.of(field.getField())) + " " + message;
            case ObjectError whole -> Quote.of(SnakeCase.of(whole.getObjectName())) + " " + message;
            default -> message;
        };
    }

    private static String list(Collection<MediaType> types) {
        return types.isEmpty()
                ? "application/json"
                : types.stream().map(MediaType::toString).distinct().collect(Collectors.joining(", "));
    }
}
