package org.almoner.server.web;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class RequestLogTest {

    @ResponseBody
    @SuppressWarnings("DoNotCallSuggester")
    static final class Endpoints {

        @GetMapping("/hello")
        String hello(HttpServletRequest request) {
            Sender.is(request, "cernerdemo", "client-7");
            LoggerFactory.getLogger("hello").info("Saying hello");
            return "hello";
        }

        @PostMapping("/oauth/token")
        Map<String, String> token(@RequestBody Map<String, Integer> body) {
            throw new IllegalStateException("unexpected, whatever " + body.keySet());
        }
    }

    @Test
    void everyRequestHasOneLine(CapturedOutput output) throws Exception {
        try (var server = WebOnly.start(new Endpoints(), Map.of())) {
            server.get("/hello?page=1", "X-Request-Id", "id-1");
            server.raw("GET /a\\b?c HTTP/1.1\r\nHost: a\r\nX-Request-Id: id-2\r\n\r\n");
        }

        // A line is written when its answer has been sent, so the next request's may come before it.
        assertThat(lines(output, "almoner.requests"))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains("id-1", "GET /hello 200 5 bytes", "127.0.0.1"),
                        line -> assertThat(line).contains("400"));
        assertThat(lines(output, "hello")).anySatisfy(line -> assertThat(line).contains("id-1", "Saying hello"));
    }

    @Test
    void asJsonALineCarriesItsRequestAndSender(CapturedOutput output) throws Exception {
        try (var server = WebOnly.start(new Endpoints(), Map.of("logging.structured.format.console", "logstash"))) {
            server.get("/hello", "X-Request-Id", "id-3");
        }

        var said = json(output, "hello");
        assertThat(said.get("request_id").stringValue()).isEqualTo("id-3");
        assertThat(said.get("organization").stringValue()).isEqualTo("cernerdemo");
        assertThat(said.get("client").stringValue()).isEqualTo("client-7");
        var request = json(output, "almoner.requests");
        assertThat(request.get("request_id").stringValue()).isEqualTo("id-3");
        assertThat(request.get("client").stringValue()).isEqualTo("client-7");
        assertThat(request.get("method").stringValue()).isEqualTo("GET");
        assertThat(request.get("path").stringValue()).isEqualTo("/hello");
        assertThat(request.get("status").intValue()).isEqualTo(200);
        assertThat(request.get("bytes").intValue()).isEqualTo(5);
        assertThat(request.get("duration_ms").doubleValue()).isPositive();
    }

    @Test
    void nothingSecretIsLogged(CapturedOutput output) throws Exception {
        try (var server = WebOnly.start(new Endpoints(), Map.of())) {
            server.get("/hello?access_token=SECRET&signature=SECRET", "Authorization", "Bearer SECRET");
            server.get("/nowhere?signature=SECRET", "Authorization", "Basic SECRET", "Cookie", "a=SECRET");
            server.send("POST", "/oauth/token", "{\"client_secret\": \"SECRET\"}", "Content-Type", "application/json");
            server.send("POST", "/oauth/token", "{\"client_secret\": SECRET}", "Content-Type", "application/json");
            server.send("POST", "/oauth/token", "{\"client_secret\": 1}", "Content-Type", "application/json");
            server.send(
                    "POST",
                    "/oauth/token",
                    "client_secret=SECRET",
                    "Content-Type",
                    "application/x-www-form-urlencoded");
            for (var broken : new String[] {"\\", "\0", " ", "<", "%zz", "%2f"}) {
                server.raw("GET /files/a" + broken + "?signature=SECRET HTTP/1.1\r\nHost: a\r\n\r\n");
                server.raw(
                        "GET /files/a?signature=SECRET" + broken + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            }
            server.raw("GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer SECRET\0\r\n\r\n");
            server.raw("GET / HTTP/1.1\r\nHost: SECRET/\r\nAuthori zation: Bearer SECRET\r\n\r\n");
        }

        assertThat(output.toString()).contains("failed unexpectedly").doesNotContain("SECRET");
    }

    private static List<String> lines(CapturedOutput output, String logger) {
        return Arrays.stream(output.toString().split("\n", -1))
                .filter(line -> line.contains(" " + logger + " ") || line.contains("] " + logger))
                .toList();
    }

    private static JsonNode json(CapturedOutput output, String logger) {
        return Arrays.stream(output.toString().split("\n", -1))
                .filter(line -> line.startsWith("{"))
                .map(line -> JsonMapper.shared().readTree(line))
                .filter(line -> line.path("logger_name").asString().equals(logger))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing by " + logger + " in:\n" + output));
    }
}
