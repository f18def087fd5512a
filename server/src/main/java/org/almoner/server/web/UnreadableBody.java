package org.almoner.server.web;

import java.util.stream.Collectors;

import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Tells a caller what is wrong with the JSON it sent, and where. */
final class UnreadableBody {

    private UnreadableBody() {}

    static String sentence(HttpMessageNotReadableException failure) {
        return switch (failure.getCause()) {
            case UnrecognizedPropertyException e -> unknown(e);
            case StreamReadException e ->
                "The body is not valid JSON: it goes wrong at " + place(e) + ". Correct it and send it again.";
            case MismatchedInputException e -> mismatched(e);
            case JacksonException e ->
                OwnWords.in(e).map(words -> at(e) + words).orElse("The body cannot be read as JSON.");
            case null, default -> "The request needs a body in JSON, and this one is missing or cannot be read.";
        };
    }

    private static String unknown(UnrecognizedPropertyException e) {
        var known =
                e.getKnownPropertyIds().stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
        return "There is no property " + Quote.of(e.getPropertyName()) + " here. Known are: " + known + ".";
    }

    private static String mismatched(MismatchedInputException e) {
        return OwnWords.in(e).map(words -> at(e) + words).orElseGet(() -> {
            var type = e.getTargetType();
            return e.getPath().isEmpty() && type == null
                    ? "The request needs a body in JSON."
                    : at(e) + "It must be " + (type == null ? "something else" : TypeName.of(type)) + ".";
        });
    }

    private static String at(JacksonException e) {
        var path = path(e);
        return path.isEmpty() ? "The body does not fit. " : "The property " + Quote.of(path) + " does not fit. ";
    }

    /** Such as {@code fields[0].field_name}. */
    private static String path(JacksonException e) {
        var path = new StringBuilder();
        for (var step : e.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }

    private static String place(JacksonException e) {
        var place = e.getLocation();
        return place == null ? "some point" : "line " + place.getLineNr() + ", column " + place.getColumnNr();
    }
}
