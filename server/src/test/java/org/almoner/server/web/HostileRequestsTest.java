package org.almoner.server.web;

import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What no decent client sends, byte by byte. Most of it Tomcat turns away before any filter runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestsTest {

    @ResponseBody
    static final class Endpoints {

        @PostMapping("/echo")
        String echo(@RequestBody String body) {
            return body;
        }
    }

    private WebOnly server;

    @BeforeAll
    void start() {
        server = WebOnly.start(new Endpoints(), Map.of());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                of("climbs", get("/a/../../../etc/passwd"), 400),
                of("climbs in disguise", get("/%2e%2e/%2e%2e/etc/passwd"), 400),
                of("hides a slash", get("/download%2fv1%2fproducts"), 400),
                of("hides a backslash", get("/download%5cv1"), 400),
                of("has a backslash", get("/download\\v1"), 400),
                of("hides NUL", get("/download/v1/a%00b"), 400),
                of("holds NUL", get("/download/v1/a\0b"), 400),
                of("holds a control character", get("/a\u0001b"), 400),
                of("holds markup", get("/<script>alert(1)</script>"), 400),
                of("breaks off an escape", get("/a%2"), 400),
                of("escapes nonsense", get("/a%zz"), 400),
                of("is not UTF-8", get("/a%ff%fe"), 400),
                of("has path parameters", get("/a;b=c/..;/d"), 404),
                of("has a long address", get("/" + "a".repeat(20_000)), 400),
                of("has a long header", "GET / HTTP/1.1\r\nHost: a\r\nX-Long: " + "a".repeat(20_000) + "\r\n\r\n", 400),
                of("has many headers", "GET / HTTP/1.1\r\nHost: a\r\n" + "A: b\r\n".repeat(200) + "\r\n", 400),
                of("has no host", "GET / HTTP/1.1\r\n\r\n", 400),
                of("has two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
                of("has a broken host", "GET / HTTP/1.1\r\nHost: a b/c\r\n\r\n", 400),
                of("has a header without a name", "GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n", 400),
                of("folds a header", "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n c\0d\r\n\r\n", 400),
                of("is no HTTP", "SSH-2.0-OpenSSH_9.9\r\n\r\n", 400),
                of("starts TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n", 400),
                of("has a method of symbols", "G{T / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
                of("has an unknown method", "BREW / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 404),
                of("traces", "TRACE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 405),
                of("connects", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\nConnection: close\r\n\r\n", 501),
                of("speaks HTTP/3 on the wrong port", "GET / HTTP/3.0\r\nHost: a\r\n\r\n", 505),
                of("has two lengths", post("Content-Length: 1\r\nContent-Length: 2\r\n", "ab"), 400),
                of("has a negative length", post("Content-Length: -1\r\n", ""), 400),
                of("has an unknown coding", post("Transfer-Encoding: zip\r\n", ""), 501),
                of("smuggles", post("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "zz\r\n\r\n"), 400),
                of("chunks nonsense", post("Transfer-Encoding: chunked\r\n", "zz\r\nabc\r\n"), 400));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void isToldInTheDocumentedShape(String what, String request, int status) throws Exception {
        var answer = server.raw(request);

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text()).doesNotContain("Tomcat", "Exception", "java.", "org.", "<html");
        var problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.propertyNames())
                .containsExactly("type", "title", "status", "detail", "instance", "request_id");
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("detail").stringValue()).isNotBlank();
        assertThat(problem.get("request_id").stringValue()).isEqualTo(answer.header("X-Request-Id"));
        assertThat(problem.get("instance").stringValue()).matches("(/|urn:almoner:request:)[!-~]*");
    }

    @Test
    void headAnswersWithoutABody() throws Exception {
        var answer = server.raw("HEAD /nowhere HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
    }

    private static Arguments of(String what, String request, int status) {
        return Arguments.of(what, request, status);
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    }

    private static String post(String headers, String body) {
        return "POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: text/plain\r\n" + headers + "\r\n"
                + body;
    }
}
