package org.almoner.client.golden;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;

/** Who serves which path. */
final class Routes {

    private final Map<Pattern, Handler> handlers = new LinkedHashMap<>();

    /** Serves a path that matched. */
    interface Handler {
        void serve(HttpExchange exchange, Matcher at, @Nullable Fault fault) throws IOException;
    }

    Routes add(String path, Handler handler) {
        handlers.put(Pattern.compile(path), handler);
        return this;
    }

    void serve(HttpExchange exchange, @Nullable Fault fault) throws IOException {
        var path = exchange.getRequestURI().getRawPath();
        for (var route : handlers.entrySet()) {
            var at = route.getKey().matcher(path);
            if (at.matches()) {
                route.getValue().serve(exchange, at, fault);
                return;
            }
        }
        GoldenServer.problem(exchange, 404, "There is no " + path);
    }
}
