package org.almoner.server.storage;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.NumericChars;

import static org.assertj.core.api.Assertions.assertThat;

class LinkPermitTest {

    @Property
    void anyPermitIsReadBackAsItWasWritten(
            @ForAll List<String> steps,
            @ForAll String fileName,
            @ForAll String contentType,
            @ForAll @AlphaChars @NumericChars String organization,
            @ForAll String clientId,
            @ForAll @LongRange(min = 0, max = 253_402_300_799L) long expires) {
        Assume.that(!steps.isEmpty() && isText(String.join("", steps) + fileName + contentType + clientId));
        var permit = new LinkPermit(
                steps,
                new ObjectKey("0123456789abcdef0123456789abcdef"),
                ContentDisposition.attachment(fileName),
                contentType,
                organization,
                clientId,
                Instant.ofEpochSecond(expires),
                "12345678");
        var text = LinkPermit.signed(permit.text(), "signature");

        var claim = LinkPermit.parse(text.substring(0, text.indexOf('?')), text.substring(text.indexOf('?') + 1));

        assertThat(claim).contains(new LinkPermit.Claim(permit, "signature"));
        assertThat(text).matches("[A-Za-z0-9._~%/?&=-]+");
    }

    @Property
    void anyFileNameIsReadBackFromItsField(@ForAll @NotEmpty String fileName) {
        Assume.that(isText(fileName));
        var field = ContentDisposition.attachment(fileName);

        assertThat(ContentDisposition.fileName(field)).contains(fileName);
        assertThat(field.chars()).allMatch(c -> c >= ' ' && c <= '~');
    }

    @Property
    void anyTextAtAllIsReadOrRefused(@ForAll String path, @ForAll String query) {
        assertThat(LinkPermit.parse(path, query)).isNotNull();
        assertThat(PercentEncoding.decode(path)).isNotNull();
    }

    /** Without halves of characters, which no address can hold. */
    private static boolean isText(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
