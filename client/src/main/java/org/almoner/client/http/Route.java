package org.almoner.client.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A path and its query, relative to a server's address. Whatever is put into it arrives there as it is: each step and
 * value is percent-encoded, and a step can never become two or none.
 */
public record Route(List<String> steps, List<Parameter> query) {

    /** One query parameter. */
    public record Parameter(String name, String text) {}

    public Route {
        steps = List.copyOf(steps);
        query = List.copyOf(query);
        for (var step : steps) {
            if (step.isEmpty() || step.equals(".") || step.equals("..")) {
                throw new IllegalArgumentException("Not a step of a path: '" + step + "'");
            }
        }
    }

    public static Route of(String... steps) {
        return new Route(List.of(steps), List.of());
    }

    /** This route with further steps. */
    public Route then(String... further) {
        var all = new ArrayList<>(steps);
        all.addAll(List.of(further));
        return new Route(all, query);
    }

    /** This route with a query parameter; itself when there is no value. */
    public Route with(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        var all = new ArrayList<>(query);
        all.add(new Parameter(name, value.toString()));
        return new Route(steps, all);
    }

    /** The address of this route on a server. */
    public URI under(URI base) {
        var prefix = base.toString();
        var root = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        return URI.create(root + this);
    }

    /** As it stands in a request line. */
    @Override
    public String toString() {
        var path = steps.stream().map(step -> "/" + encoded(step)).collect(Collectors.joining());
        var parameters = query.stream()
                .map(parameter -> encoded(parameter.name()) + "=" + encoded(parameter.text()))
                .collect(Collectors.joining("&"));
        return parameters.isEmpty() ? path : path + "?" + parameters;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
