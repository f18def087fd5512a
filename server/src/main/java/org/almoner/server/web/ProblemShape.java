package org.almoner.server.web;

import java.util.LinkedHashMap;

import tools.jackson.databind.json.JsonMapper;

/** RFC 9457 problem details: the shape of every error for which no feature has another. */
final class ProblemShape implements ErrorShape {

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public boolean covers(String path) {
        return true;
    }

    @Override
    public String contentType(Problem problem) {
        return "application/problem+json";
    }

    @Override
    public String body(Problem problem, String instance, String requestId) {
        var members = new LinkedHashMap<String, Object>();
        members.put("type", problem.type());
        members.put("title", problem.title());
        members.put("status", problem.status().value());
        members.put("detail", problem.detail());
        members.put("instance", instance);
        members.put("request_id", requestId);
        return JSON.writeValueAsString(members);
    }
}
