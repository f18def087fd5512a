package org.almoner.dataset.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TapeReaderTest {
    private final Tape tape = new Tape();
    private final TapeReader reader = new TapeReader(tape);

    private int read(String json, Shape shape) {
        var utf8 = json.getBytes(StandardCharsets.UTF_8);
        return read(utf8, shape);
    }

    private int read(byte[] utf8, Shape shape) {
        return reader.read(utf8, 0, utf8.length, shape, Tape.linkOf(0, 0));
    }

    private static Shape shape(String... fields) {
        var builder = new ShapeBuilder();
        for (var field : fields) {
            builder.field(field);
        }
        return builder.build();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', delimiter = '|', textBlock = """
                    ~~               |  0 | the document ends too early
                    []               |  0 | a resource is a JSON object, but this starts with '['
                    {                |  1 | the document ends too early
                    {"a":1           |  6 | the document ends too early
                    {"a":1]          |  6 | expected ',' or '}', found ']'
                    {"a":1}}         |  7 | text after the end: '}'
                    {"a":1} x        |  8 | text after the end: 'x'
                    {"a":[1,2}       |  9 | expected ',' or ']', found '}'
                    {"a":[1,]}       |  8 | expected a value, found ']'
                    {"a":1,}         |  7 | expected a field name in quotes, found '}'
                    {a:1}            |  1 | expected a field name in quotes, found 'a'
                    {"a" 1}          |  5 | expected ':', found '1'
                    {"a":tru}        |  5 | expected a value, found 't'
                    {"a":nulL}       |  5 | expected a value, found 'n'
                    {"a":01}         |  6 | expected ',' or '}', found '1'
                    {"a":-}          |  6 | expected a digit, found '}'
                    {"a":1.}         |  7 | expected a digit, found '}'
                    {"a":.5}         |  5 | expected a value, found '.'
                    {"a":1e}         |  7 | expected a digit, found '}'
                    {"a":+1}         |  5 | expected a value, found '+'
                    {"a":"x          |  7 | the document ends within a text
                    {"a":"\\x"}      |  7 | a backslash before 'x'
                    {"a":"\\u12G4"}  | 10 | expected a hexadecimal digit, found 'G'
                    {"a":{"b":1}     | 12 | the document ends too early
                    {"a":1,"a":2}    |  7 | the field 'a' is there twice
                    {"a":null,"a":2} | 10 | the field 'a' is there twice
                    {"a":"\\u0000"}  |  5 | a text holds U+0000
                    """)
    void namesOffsetAndReason(String json, int offset, String reason) {
        assertThatThrownBy(() -> read(json, shape("a"))).isInstanceOfSatisfying(MalformedJsonException.class, e -> {
            assertThat(e.offset()).isEqualTo(offset);
            assertThat(e.reason()).isEqualTo(reason);
        });
    }

    /** The same faults are found where nobody looks, but for what only matters to those who do. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"z\":{\"a\":[1,2}}",
                "{\"z\":[[1,]]}",
                "{\"z\":[{\"a\":1,}]}",
                "{\"z\":{\"a\" 1}}",
                "{\"z\":[tru]}",
                "{\"z\":[01]}",
                "{\"z\":[\"\\x\"]}",
                "{\"z\":[\"\\u12G4\"]}",
                "{\"z\":[\"\t\"]}",
                "{\"z\":{\"b\":[}]}",
                "{\"z\":[[[",
                "{\"z\":{\"a\":{\"b\":\"",
            })
    void looksAlsoWhereNothingIsNeeded(String json) {
        assertThatThrownBy(() -> read(json, shape("a"))).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void skippedTextsMayHoldWhatReadOnesMayNot() {
        assertThat(tape.isObject(read("{\"z\":\"\\u0000\",\"y\":1,\"y\":2}", shape("a"))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0x80, 0xBF, 0xC0, 0xC1, 0xE080, 0xE0A0, 0xEDA080, 0xF0808080, 0xF4908080, 0xF5808080, 0xFF, 0xC3})
    void refusesWhatIsNotUtf8(int bytes) {
        for (var field : new String[] {"a", "z"}) {
            for (int padding = 0; padding < 9; padding++) {
                var json = ("{\"" + field + "\":\"" + "x".repeat(padding) + "????\"}").getBytes(StandardCharsets.UTF_8);
                int at = 6 + padding;
                int length = bytes > 0xFFFFFF || bytes < 0 ? 4 : bytes > 0xFFFF ? 3 : bytes > 0xFF ? 2 : 1;
                for (int i = 0; i < length; i++) {
                    json[at + i] = (byte) (bytes >>> (8 * (length - 1 - i)));
                }
                assertThatThrownBy(() -> read(json, shape("a")))
                        .isInstanceOf(MalformedJsonException.class)
                        .hasMessageContaining("byte " + at + ": not UTF-8");
            }
        }
    }

    @Test
    void nestingHasABound() {
        var fits = "{\"a\":" + "[".repeat(TapeReader.DEEPEST - 1) + "]".repeat(TapeReader.DEEPEST - 1) + "}";
        var deep = "{\"a\":" + "[".repeat(TapeReader.DEEPEST) + "]".repeat(TapeReader.DEEPEST) + "}";
        for (var shape : new Shape[] {shape("a"), shape("z")}) {
            read(fits, shape);
            assertThatThrownBy(() -> read(deep, shape)).hasMessageContaining("nested deeper than 500");
            assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(5_000_000), shape))
                    .hasMessageContaining("nested deeper than 500");
        }
    }

    @Test
    void elementsHaveABound() {
        // Each empty object takes room for all fields of its shape.
        var names = new String[200];
        Arrays.setAll(names, i -> "field" + i);
        var builder = new ShapeBuilder();
        for (var name : names) {
            builder.field("a").field(name);
        }
        int count = Tape.LIMIT / 204 + 1;
        assertThatThrownBy(() -> read("{\"a\":[" + "{},".repeat(count) + "{}]}", builder.build()))
                .isInstanceOf(Tape.TapeFullException.class);
        assertThat(tape.isObject(read("{\"a\":{}}", builder.build()))).isTrue();
    }

    @Test
    void valuesAreChains() {
        var json = "{\"a\":[\"x\",null,[\"y\",[]],true],\"b\":[],\"c\":null}";
        int root = read(json, shape("a", "b", "c", "d"));
        int x = tape.first(root, 0);
        int y = tape.next(x);
        int last = tape.next(y);
        assertThat(json.substring(tape.start(x), tape.end(x))).isEqualTo("x");
        assertThat(json.substring(tape.start(y), tape.end(y))).isEqualTo("y");
        assertThat(tape.what(last)).isEqualTo(Tape.TRUE);
        assertThat(tape.next(last)).isEqualTo(Tape.NONE);
        for (int slot = 1; slot < 4; slot++) {
            assertThat(tape.first(root, slot)).isEqualTo(Tape.NONE);
        }
    }

    @Test
    void namesAreToldApartByAllOfTheirBytes() {
        var names = new String[] {
            "a",
            "b",
            "ab",
            "aaaaaaaa",
            "aaaaaaaaa",
            "aaaaaaaaaa",
            "productOrService",
            "productOrServiceEnd",
            "aaaaaaaaXaaaaaaaa",
            "aaaaaaaaYaaaaaaaa",
            "aaaaaaaaXXXXXXXXYaaaaaaaa",
            "aaaaaaaaXXXXXXXYYaaaaaaaa",
            "",
            "é"
        };
        var shape = shape(names);
        for (int i = 0; i < names.length; i++) {
            int root = read("{\"" + names[i] + "\":1}", shape);
            for (int slot = 0; slot < names.length; slot++) {
                assertThat(tape.first(root, slot) != Tape.NONE).isEqualTo(slot == i);
            }
        }
        int root = read("{\"\\u0061b\":1,\"aaaaaaaaZaaaaaaaa\":2}", shape);
        assertThat(tape.first(root, 2)).isNotEqualTo(Tape.NONE);
        assertThat(tape.first(root, 8)).isEqualTo(Tape.NONE);
    }

    @Test
    void lineEndsAndBlanksAreBetweenAndNotInTexts() {
        assertThat(tape.isObject(read(" \t{ \"a\" : [ 1 , 2 ] , \"z\" : { \"y\" : [ ] } }\r\n", shape("a"))))
                .isTrue();
        assertThatThrownBy(() -> read("{\"a\":\"x\ny\"}", shape("a"))).hasMessageContaining("control character 0x0A");
    }
}
