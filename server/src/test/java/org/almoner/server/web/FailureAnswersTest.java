package org.almoner.server.web;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.almoner.server.failure.Conflict;
import org.almoner.server.failure.Failure;
import org.almoner.server.failure.Gone;
import org.almoner.server.failure.Invalid;
import org.almoner.server.failure.NotAllowed;
import org.almoner.server.failure.NotFound;
import org.almoner.server.failure.StorageFull;
import org.almoner.server.failure.TooMany;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Every way to fail ends in the one shape of RFC 9457, with a sentence for the caller and nothing about our insides. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailureAnswersTest {

    record Field(String fieldName, int displayOrder) {}

    record Letter(@NotBlank String subject, List<Field> fields, LocalDate sentOn, Colour colour) {

        Letter {
            if (subject != null && subject.contains("\n")) {
                throw new IllegalArgumentException("A subject is one line");
            }
        }
    }

    enum Colour {
        RED,
        GREEN
    }

    @ResponseBody
    @SuppressWarnings("DoNotCallSuggester")
    static final class Endpoints {

        @GetMapping("/failing/{kind}")
        void failing(@PathVariable String kind) {
            throw failures(kind);
        }

        @GetMapping("/unexpected")
        void unexpected() {
            throw new IllegalStateException("SELECT secret FROM somewhere");
        }

        @GetMapping("/async")
        Callable<String> async() {
            return () -> {
                throw new IllegalStateException(
                        "on another thread as " + Request.current().id());
            };
        }

        @GetMapping("/half")
        void half(HttpServletResponse response) throws IOException {
            response.getOutputStream().write(new byte[100_000]);
            response.flushBuffer();
            throw new IllegalStateException("after the first bytes were sent");
        }

        @GetMapping("/database")
        void database() {
            throw new DataAccessResourceFailureException("jdbc:postgresql://db.internal/almoner refused");
        }

        @GetMapping(path = "/things/{id}", produces = "application/json")
        String thing(@PathVariable UUID id) {
            return "\"" + id + "\"";
        }

        @GetMapping("/numbers")
        int number(@RequestParam int count, @RequestHeader("If-Match") String version) {
            return count + version.length();
        }

        @PostMapping(path = "/letters", consumes = "application/json")
        String letter(@Valid @RequestBody Letter letter) {
            return letter.subject();
        }

        private static Failure failures(String kind) {
            return switch (kind) {
                case "not-found" -> new NotFound("No such thing.");
                case "invalid" -> new Invalid("No such thing.");
                case "conflict" -> new Conflict("No such thing.");
                case "gone" -> new Gone("No such thing.");
                case "not-allowed" -> new NotAllowed("No such thing.");
                case "too-many" -> new TooMany("No such thing.", Duration.ofMillis(1500));
                default -> new StorageFull("No such thing.");
            };
        }
    }

    /** As the Data Syndication API wants its errors. */
    private static final ErrorShape MESSAGE = new ErrorShape() {
        @Override
        public boolean covers(String path) {
            return path.startsWith("/api/");
        }

        @Override
        public String contentType(Problem problem) {
            return "application/json";
        }

        @Override
        public String body(Problem problem, String instance, String requestId) {
            return "{\"message\": \"" + problem.detail() + "\"}";
        }
    };

    private WebOnly server;

    @BeforeAll
    void start() {
        server = WebOnly.start(new Endpoints(), Map.of(), MESSAGE);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "not-found, 404, Not found",
        "invalid, 400, Invalid",
        "conflict, 409, Conflict",
        "gone, 410, Gone",
        "not-allowed, 403, Not allowed",
        "too-many, 429, Too many",
        "storage-full, 507, Storage full"
    })
    void aFailureBecomesAProblem(String kind, int status, String title) throws Exception {
        var answer = server.get("/failing/" + kind + "?signature=abc");

        var problem = problem(answer, status);
        assertThat(problem.propertyNames())
                .containsExactly("type", "title", "status", "detail", "instance", "request_id");
        assertThat(problem.get("type").stringValue()).isEqualTo("urn:almoner:problem:" + kind);
        assertThat(problem.get("title").stringValue()).isEqualTo(title);
        assertThat(problem.get("detail").stringValue()).isEqualTo("No such thing.");
        assertThat(problem.get("instance").stringValue()).isEqualTo("/failing/" + kind);
    }

    @Test
    void tooManyTellsWhenToComeBackInWholeSecondsRoundedUp() throws Exception {
        assertThat(server.get("/failing/too-many").headers().firstValue("Retry-After"))
                .hasValue("2");
    }

    @Test
    void whatNobodyForesawSaysNothingAboutOurInsides() throws Exception {
        var problem = problem(server.get("/unexpected"), 500);

        assertThat(problem.get("type").stringValue()).isEqualTo("urn:almoner:problem:unexpected");
    }

    @Test
    void aFailureOnAnotherThreadIsAnsweredToo() throws Exception {
        problem(server.get("/async"), 500);
    }

    @Test
    void theCallersOwnRequestIdIsKept() throws Exception {
        assertThat(server.get("/nowhere", "X-Request-Id", "quote-me:1")
                        .headers()
                        .firstValue("X-Request-Id"))
                .hasValue("quote-me:1");
    }

    @Test
    void aRequestIdThatCouldForgeALogLineIsReplaced() throws Exception {
        var answer =
                server.raw("GET /nowhere HTTP/1.1\r\nHost: a\r\nX-Request-Id: a b\tc\r\nConnection: close\r\n\r\n");

        assertThat(answer.header("X-Request-Id")).matches("[0-9a-f-]{36}");
    }

    @Test
    void anAnswerThatBreaksOffIsNotEndedInGoodOrder() throws Exception {
        var answer = server.raw("GET /half HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(answer.header("Transfer-Encoding")).isEqualTo("chunked");
        assertThat(answer.body()).doesNotEndWith("0\r\n\r\n");
    }

    @Test
    void aDatabaseThatIsAwayIsWorthAnotherTry() throws Exception {
        var answer = server.get("/database");

        problem(answer, 503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
    }

    @Test
    void anAddressThatLeadsNowhereIs404() throws Exception {
        problem(server.get("/nowhere"), 404);
        problem(server.get("/error"), 404);
        problem(server.get("/things/not-a-uuid"), 404);
    }

    @Test
    void aWrongMethodIs405AndTellsTheRightOne() throws Exception {
        var answer = server.send("DELETE", "/letters", null);

        assertThat(problem(answer, 405).get("detail").stringValue()).contains("'DELETE'", "POST");
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void aMediaTypeThatCannotBeHadIs406() throws Exception {
        var answer = server.get("/things/" + UUID.randomUUID(), "Accept", "image/png");

        assertThat(problem(answer, 406).get("detail").stringValue()).contains("application/json");
    }

    @Test
    void aBodyOfAnotherMediaTypeIs415() throws Exception {
        problem(server.send("POST", "/letters", "a=b", "Content-Type", "text/csv"), 415);
        problem(server.send("POST", "/letters", "a=b", "Content-Type", "no media type"), 415);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /numbers               | 'count' is missing
            /numbers?count=        | 'count' cannot be ''. It must be a whole number.
            /numbers?count=1       | 'If-Match' is missing
            /numbers?count=one     | 'count' cannot be 'one'. It must be a whole number.
            /numbers?count=99999999999999999999 | It must be a whole number.
            """)
    void aWrongParameterIsNamed(String path, String sentence) throws Exception {
        assertThat(problem(server.get(path), 400).get("detail").stringValue()).contains(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"subject": "a",                                                            | not valid JSON: it goes wrong at line 1, column
            nonsense                                                                    | not valid JSON: it goes wrong at line 1, column
            {"subject": "a", "colour": "blue"}                                          | 'colour' does not fit. It must be one of red, green.
            {"subject": "a", "recipient": "b"}                                          | no property 'recipient' here. Known are: colour, fields, sent_on, subject.
            {"subject": {}}                                                             | 'subject' does not fit. It must be a text.
            {"subject": "a", "fields": {}}                                              | 'fields' does not fit. It must be a list.
            {"subject": "a", "fields": [{"field_name": "b", "display_order": "first"}]} | 'fields[0].display_order' does not fit. It must be a whole number.
            {"subject": "a", "sent_on": "2026-02-30"}                                   | 'sent_on' does not fit. It must be a date such as 2026-01-31.
            {"subject": "a\\nb"}                                                        | A subject is one line.
            {"subject": " "}                                                            | 'subject' must not be blank
            []                                                                          | It must be an object.
            """)
    void aBodyThatDoesNotFitIsExplained(String body, String sentence) throws Exception {
        var answer = server.send("POST", "/letters", body, "Content-Type", "application/json");

        assertThat(problem(answer, 400).get("detail").stringValue()).contains(sentence);
    }

    @Test
    void aMissingBodyIsExplained() throws Exception {
        problem(server.send("POST", "/letters", "", "Content-Type", "application/json"), 400);
    }

    @Test
    void aFeatureShapesTheErrorsUnderItsAddresses() throws Exception {
        var answer = server.get("/api/nowhere");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(answer.body()).startsWith("{\"message\": \"There is nothing");
    }

    /** Checks what holds for every problem, and gives back its members. */
    private static JsonNode problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.body()).doesNotContain("Exception", "org.almoner", "springframework", "SELECT", "jdbc:");
        var problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("detail").stringValue()).isNotBlank();
        assertThat(answer.headers().firstValue("X-Request-Id"))
                .hasValue(problem.get("request_id").stringValue());
        return problem;
    }
}
