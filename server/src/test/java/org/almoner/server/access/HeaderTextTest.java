package org.almoner.server.access;

import java.util.Objects;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.firewall.StrictHttpFirewall;

import static org.assertj.core.api.Assertions.assertThat;

/** Our short cuts, held against the library that they are short cuts of. */
class HeaderTextTest {

    @Property
    void isAllowedWhereTheLibraryAllowsIt(@ForAll String value) {
        assertThat(HeaderText.isAllowed(value)).isEqualTo(StrictHttpFirewall.ALLOWED_HEADER_VALUES.test(value));
    }

    @Example
    void isJudgedAlikeCharacterByCharacter() {
        for (char c = 0; c < 0x250; c++) {
            var value = "a" + c + "b";
            assertThat(HeaderText.isAllowed(value))
                    .as("U+%04X", (int) c)
                    .isEqualTo(StrictHttpFirewall.ALLOWED_HEADER_VALUES.test(value));
        }
    }

    @Property
    void holdsTheTokenThatTheLibraryFinds(@ForAll String token) {
        assertFoundAlike("Bearer " + token);
    }

    @Example
    void holdsATokenOrNotCharacterByCharacter() {
        for (char c = 0; c < 0x250; c++) {
            for (var header : new String[] {"Bearer a" + c, "Bearer " + c + "a", "Bearer" + c + "a", "Bearer " + c}) {
                assertFoundAlike(header);
            }
        }
    }

    @Example
    void holdsATokenOrNotHoweverItIsSpelt() {
        for (var header : new String[] {
            "",
            "Bearer",
            "Bearer ",
            "bearer abc",
            "BEARER abc",
            "Bearer  abc",
            "Bearer abc==",
            "Bearer =",
            "Bearer a=b",
            "Bearer abc ",
            " Bearer abc",
            "Basic YTpi",
            "Bearerabc",
            "Bearer abc, Bearer abc"
        }) {
            assertFoundAlike(header);
        }
    }

    private static void assertFoundAlike(String header) {
        assertThat(found(new BearerHeader(), header))
                .as("'%s'", header)
                .isEqualTo(found(new DefaultBearerTokenResolver(), header));
    }

    private static @Nullable String found(BearerTokenResolver resolver, String header) {
        var request = new MockHttpServletRequest();
        request.addHeader("Authorization", header);
        try {
            return resolver.resolve(request);
        } catch (AuthenticationException e) {
            return "refused: " + Objects.requireNonNull(e.getMessage());
        }
    }
}
