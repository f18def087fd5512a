package org.almoner.client.http;

import java.net.URI;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RouteTest {

    private static final URI BASE = URI.create("https://files.example.org/almoner/");

    @Test
    void standsUnderTheServersOwnPath() {
        assertThat(Route.of("admin", "v1").with("page", 2).under(BASE))
                .isEqualTo(URI.create("https://files.example.org/almoner/admin/v1?page=2"));
    }

    @Test
    void aStepIsEncodedSoThatItStaysOne() {
        assertThat(Route.of("a/b", "ü %2f?#").toString()).isEqualTo("/a%2Fb/%C3%BC%20%252f%3F%23");
    }

    @Property
    void whateverIsAStepArrivesAsItIs(@ForAll String step) {
        Assume.that(!step.isEmpty() && !step.equals(".") && !step.equals(".."));
        // Half a surrogate pair is not text and has no encoding.
        Assume.that(step.codePoints().noneMatch(each -> each >= 0xD800 && each <= 0xDFFF));

        assertThat(Route.of(step).under(BASE).getPath()).isEqualTo("/almoner/" + step);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void aStepThatWouldVanishIsRefused(String step) {
        assertThatIllegalArgumentException().isThrownBy(() -> Route.of("files", step));
    }

    @Test
    void aParameterWithoutAValueIsLeftOut() {
        assertThat(Route.of("audit").with("from", null)).isEqualTo(Route.of("audit"));
    }
}
