package org.almoner.server.web;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

import static org.assertj.core.api.Assertions.assertThat;

/** Where a request came from, as far as those who pass it on are trusted. */
class ForwardedTest {

    @ResponseBody
    static final class Endpoints {

        @GetMapping("/seen")
        String seen(HttpServletRequest request) {
            return Request.current().address() + " " + request.getRequestURL() + " " + request.isSecure();
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class FromAStranger {

        private WebOnly server;

        @BeforeAll
        void start() {
            server = WebOnly.start(new Endpoints(), Map.of("almoner.trusted-proxies", "192.0.2.0/24"));
        }

        @AfterAll
        void stop() {
            server.close();
        }

        @Test
        void isNotBelieved() throws Exception {
            var seen = server.get(
                    "/seen",
                    "X-Forwarded-For",
                    "203.0.113.9",
                    "X-Forwarded-Proto",
                    "https",
                    "X-Forwarded-Host",
                    "evil.example",
                    "Forwarded",
                    "for=203.0.113.9;proto=https;host=evil.example");

            assertThat(seen.body()).isEqualTo("127.0.0.1 http://127.0.0.1:" + server.port() + "/seen false");
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class ByXForwarded {

        private WebOnly server;

        @BeforeAll
        void start() {
            server = WebOnly.start(new Endpoints(), Map.of("almoner.trusted-proxies", "127.0.0.0/8,192.0.2.0/24,::1"));
        }

        @AfterAll
        void stop() {
            server.close();
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                # for                          | proto       | host                | port | seen
                203.0.113.9                    | -           | -                   | -    | 203.0.113.9 http://a:PORT/seen false
                203.0.113.9:4711               | https       | files.example       | -    | 203.0.113.9 https://files.example/seen true
                203.0.113.9                    | https       | files.example:8443  | -    | 203.0.113.9 https://files.example:8443/seen true
                203.0.113.9                    | https       | files.example       | 8443 | 203.0.113.9 https://files.example:8443/seen true
                203.0.113.9                    | http        | files.example       | -    | 203.0.113.9 http://files.example/seen false
                198.51.100.7, 203.0.113.9      | https       | files.example       | -    | 203.0.113.9 https://files.example/seen true
                203.0.113.9, 192.0.2.1         | https       | files.example       | -    | 203.0.113.9 https://files.example/seen true
                203.0.113.9, 192.0.2.1         | https, http | files.example, in   | -    | 203.0.113.9 https://files.example/seen true
                evil, 203.0.113.9, 192.0.2.1   | https       | files.example       | -    | 203.0.113.9 https://files.example/seen true
                unknown                        | https       | files.example       | -    | 127.0.0.1 https://files.example/seen true
                2001:db8::1                    | -           | -                   | -    | 2001:db8:0:0:0:0:0:1 http://a:PORT/seen false
                203.0.113.9                    | gopher      | not a host/         | -    | 203.0.113.9 http://a:PORT/seen false
                -                              | https       | files.example       | -    | 127.0.0.1 https://files.example/seen true
                """)
        void theOutermostTrustedWordCounts(String sender, String scheme, String host, String port, String seen)
                throws Exception {
            var request =
                    new StringBuilder("GET /seen HTTP/1.1\r\nHost: a:" + server.port() + "\r\nConnection: close\r\n");
            add(request, "X-Forwarded-For", sender);
            add(request, "X-Forwarded-Proto", scheme);
            add(request, "X-Forwarded-Host", host);
            add(request, "X-Forwarded-Port", port);
            add(request, "Forwarded", "for=198.51.100.66;proto=https;host=passed.on.example");

            assertThat(server.raw(request + "\r\n").body())
                    .isEqualTo(seen.replace("PORT", Integer.toString(server.port())));
        }

        private static void add(StringBuilder request, String name, String text) {
            if (text != null) {
                request.append(name).append(": ").append(text).append("\r\n");
            }
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class ByForwarded {

        private WebOnly server;

        @BeforeAll
        void start() {
            server = WebOnly.start(
                    new Endpoints(),
                    Map.of(
                            "almoner.trusted-proxies",
                            "127.0.0.1,192.0.2.0/24",
                            "almoner.forwarded-header",
                            "forwarded"));
        }

        @AfterAll
        void stop() {
            server.close();
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                for=203.0.113.9                                             | 203.0.113.9 http://a:PORT/seen false
                For="203.0.113.9:4711";Proto=https;Host="files.example"     | 203.0.113.9 https://files.example/seen true
                for="[2001:db8::1]:4711";proto=https;host=files.example:444 | 2001:db8:0:0:0:0:0:1 https://files.example:444/seen true
                for=203.0.113.9;host=files.example;proto=https, for=192.0.2.1;proto=http;host=inner | 203.0.113.9 https://files.example/seen true
                for=198.51.100.7, for=203.0.113.9;proto=https;host=files.example | 203.0.113.9 https://files.example/seen true
                for=_hidden;proto=https                                     | 127.0.0.1 https://a/seen true
                for="a,b;c\\"d";proto=https                                 | 127.0.0.1 https://a/seen true
                nonsense                                                    | 127.0.0.1 http://a:PORT/seen false
                """)
        void theStandardIsRead(String forwarded, String seen) throws Exception {
            var answer = server.raw("GET /seen HTTP/1.1\r\nHost: a:" + server.port()
                    + "\r\nConnection: close\r\nX-Forwarded-For: 198.51.100.66\r\nForwarded: " + forwarded
                    + "\r\n\r\n");

            assertThat(answer.body()).isEqualTo(seen.replace("PORT", Integer.toString(server.port())));
        }
    }
}
