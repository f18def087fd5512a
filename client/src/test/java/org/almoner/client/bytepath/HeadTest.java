package org.almoner.client.bytepath;

import java.io.IOException;
import java.util.regex.Pattern;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The lines of a head, held against the grammar of the standard. */
class HeadTest {

    /** RFC 9112 §4: {@code status-line}, of versions that this client speaks. */
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})(?: .*)?", Pattern.DOTALL);

    /** RFC 9110 §5.6.2 and RFC 9112 §5: {@code field-name ":" OWS field-value OWS}. */
    private static final Pattern FIELD =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*(.*?)[ \\t]*", Pattern.DOTALL);

    @Property
    void aFieldIsWhatTheGrammarSays(@ForAll("fields") String line) throws IOException {
        var field = FIELD.matcher(line);
        if (!field.matches()) {
            assertThatThrownBy(() -> Head.endOfName(line)).isInstanceOf(IOException.class);
            return;
        }
        int colon = Head.endOfName(line);
        assertThat(line.substring(0, colon)).isEqualTo(field.group(1));
        assertThat(Head.value(line, colon + 1)).isEqualTo(field.group(2));
    }

    @Property
    void aStatusIsWhatTheGrammarSays(@ForAll("statuses") String line) throws IOException {
        var status = STATUS.matcher(line);
        if (status.matches()) {
            assertThat(Head.status(line)).isEqualTo(Integer.parseInt(status.group(1)));
        } else {
            assertThatThrownBy(() -> Head.status(line)).isInstanceOf(IOException.class);
        }
    }

    @Provide
    Arbitrary<String> fields() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("aZ09-_!~: \t\u0085\u00ff\"()").ofMaxLength(12),
                Arbitraries.strings().withCharRange('\u0001', '\u00ff').ofMaxLength(20));
    }

    @Provide
    Arbitrary<String> statuses() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("HTP/1.02 9\u0085").ofMaxLength(16),
                Combinators.combine(
                                Arbitraries.of("HTTP/1.0 ", "HTTP/1.1 ", "HTTP/1.2 ", "http/1.1 ", "HTTP/1.1"),
                                Arbitraries.strings()
                                        .withChars("0159x\u0660")
                                        .ofMinLength(2)
                                        .ofMaxLength(4),
                                Arbitraries.of("", " ", " OK \u0085", "OK"))
                        .as((version, status, reason) -> version + status + reason));
    }
}
