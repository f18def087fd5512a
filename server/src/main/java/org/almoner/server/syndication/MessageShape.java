package org.almoner.server.syndication;

import java.util.Map;

import org.almoner.server.web.ErrorShape;
import org.almoner.server.web.Problem;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/** The errors of the Data Syndication API: a message in JSON, or, to those who are not known, the bare sentence. */
final class MessageShape implements ErrorShape {

    static final String JSON_TYPE = "application/json";
    private static final String PREFIX = "/api/";
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public boolean covers(String path) {
        return path.startsWith(PREFIX);
    }

    @Override
    public String contentType(Problem problem) {
        return isBare(problem) ? "text/plain;charset=UTF-8" : JSON_TYPE;
    }

    @Override
    public String body(Problem problem, String instance, String requestId) {
        return isBare(problem) ? problem.detail() : json(problem.detail());
    }

    static String json(String message) {
        return JSON.writeValueAsString(Map.of("message", message));
    }

    private static boolean isBare(Problem problem) {
        return problem.status() == HttpStatus.UNAUTHORIZED;
    }
}
