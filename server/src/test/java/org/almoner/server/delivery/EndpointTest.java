package org.almoner.server.delivery;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EndpointTest {

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.org, https://hooks.example.org/, hooks.example.org, 443",
        "http://hooks.example.org/a/b?c=d, http://hooks.example.org/a/b?c=d, hooks.example.org, 80",
        "HTTPS://Hooks.Example.ORG:8443/A%20b, https://hooks.example.org:8443/A%20b, hooks.example.org, 8443",
        "http://192.0.2.7:1/, http://192.0.2.7:1/, 192.0.2.7, 1",
        "http://[2001:db8::7]:65535/x, http://[2001:db8::7]:65535/x, 2001:db8::7, 65535",
    })
    void aUrlIsTakenApart(String url, String target, String host, int port) {
        var endpoint = Endpoint.parse(url);

        assertThat(endpoint.target()).hasToString(target);
        assertThat(endpoint.host()).isEqualTo(host);
        assertThat(endpoint.port()).isEqualTo(port);
        assertThat(endpoint.login()).isEmpty();
        assertThat(endpoint.reveal()).isEqualTo(url);
    }

    @Test
    void aPasswordIsNeverPrinted() {
        var endpoint = Endpoint.parse("https://user:p%40ss%2Bw+rd@hooks.example.org/a");

        assertThat(endpoint.login()).contains(new Endpoint.Login("user", "p@ss+w+rd"));
        assertThat(endpoint).hasToString("https://***@hooks.example.org/a");
        assertThat(endpoint.login().toString()).doesNotContain("user", "p@ss");
        assertThat(endpoint.target().toString()).doesNotContain("user", "p%40ss");
        assertThat(Endpoint.parse(endpoint.reveal())).isEqualTo(endpoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hooks.example.org",
                "ftp://hooks.example.org/",
                "file:///etc/passwd",
                "https:///x",
                "https://",
                "https:x",
                "https://hooks.example.org:0/",
                "https://hooks.example.org:65536/",
                "https://hooks.example.org:x/",
                "https://hooks.example.org/#part",
                "https://hooks example.org/",
                "https://hooks.example.org/\r\nHost: x",
                "https://hooks.example.org/\u00fc",
                "https://user@hooks.example.org/",
                "https://:p@hooks.example.org/",
                "https://a:b@c@hooks.example.org/",
                "http://127.1/",
                "https://[fe80::1%25eth0]/",
                "https://[::1/",
                "gopher://x:1/",
                "https://hooks.example.org\\@127.0.0.1/",
                "https://hooks_1.example.org/",
                "javascript:alert(1)"
            })
    void whatIsNoEndpointIsRefusedInWords(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.parse(url))
                .withMessageMatching("(The endpoint|What is before).*");
    }

    @Test
    void theWordsDoNotRepeatAPassword() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.parse("https://user:sesame@hooks.example.org:0/"))
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("sesame"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.parse("https://user:ses[ame@hooks.example.org/"))
                .satisfies(refusal -> {
                    assertThat(refusal.getMessage()).doesNotContain("ses[ame");
                    assertThat(refusal.getCause()).isNull();
                });
    }

    @Test
    void aUrlMayNotBeOfAnyLength() {
        var most = "https://hooks.example.org/" + "x".repeat(Endpoint.MAX_LENGTH - 26);

        assertThat(Endpoint.parse(most).reveal()).hasSize(Endpoint.MAX_LENGTH);
        assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.parse(most + "x"));
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Length, 1",
        "host, x",
        "Transfer-Encoding, chunked",
        "'a b', c",
        "'', c",
        "a, 'b\u0007c'",
        "a, ' '"
    })
    void aHeaderThatWouldBreakTheRequestIsRefused(String name, String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Header(name, value));
        assertThatIllegalArgumentException().isThrownBy(() -> new Header("x-a", "b\r\nHost: c"));
    }
}
