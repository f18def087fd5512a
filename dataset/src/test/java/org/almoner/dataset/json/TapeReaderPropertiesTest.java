package org.almoner.dataset.json;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Jackson is the truth: what one accepts the other does, with the same values. */
class TapeReaderPropertiesTest {
    private static final JsonMapper JACKSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final List<String> NAMES =
            List.of("a", "bb", "code", "identifier", "valueCodeableConcept", "é", "x\\\"y", "\\u0062b", "");
    private static final List<String> DECODED =
            List.of("a", "bb", "code", "identifier", "valueCodeableConcept", "é", "x\"y", "");

    private final Tape tape = new Tape();
    private final TapeReader reader = new TapeReader(tape);

    /** Asks for all names at all depths. */
    private static final Shape ALL = all();

    /** Asks for a name that no document has, so that all is skipped. */
    private static final Shape NOTHING = nothing();

    private static Shape all() {
        var builder = new ShapeBuilder();
        for (var name : DECODED) {
            builder.field(name).mergeWith(builder);
        }
        return builder.build();
    }

    private static Shape nothing() {
        var builder = new ShapeBuilder();
        builder.field("nobody has this");
        return builder.build();
    }

    @Property(tries = 2000)
    void readsWhatJacksonReads(@ForAll("documents") String json) {
        compare(json.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 2000)
    void refusesWhatIsCut(@ForAll("documents") String json, @ForAll @IntRange(min = 0, max = 1_000_000) int at) {
        var utf8 = json.strip().getBytes(StandardCharsets.UTF_8);
        var cut = Arrays.copyOf(utf8, at % utf8.length);
        assertThat(accepts(cut, ALL)).isFalse();
        assertThat(accepts(cut, NOTHING)).isFalse();
    }

    @Property(tries = 5000)
    void judgesDamageAsJacksonDoes(
            @ForAll("documents") String json,
            @ForAll @IntRange(min = 0, max = 1_000_000) int at,
            @ForAll byte replacement,
            @ForAll("structure") byte structural,
            @ForAll boolean anyByte) {
        var utf8 = json.getBytes(StandardCharsets.UTF_8);
        utf8[at % utf8.length] = anyByte ? replacement : structural;
        compare(utf8);
    }

    private void compare(byte[] utf8) {
        try {
            compareAll(utf8);
        } catch (NumberFormatException _) {
            // Jackson has no values for powers of ten beyond 32 bits, which the reader hands on as they are.
            assertThat(new String(utf8, StandardCharsets.ISO_8859_1)).containsPattern("[eE][+-]?[0-9]{8}");
        }
    }

    private void compareAll(byte[] utf8) {
        var shown = new String(utf8, StandardCharsets.ISO_8859_1);
        var tree = tree(utf8, JACKSON);
        if (tree == null && tree(utf8, LENIENT) != null) {
            // A field is there twice, which only matters where it is needed.
            return;
        }
        boolean valid = tree != null && tree.isObject();
        assertThat(accepts(utf8, NOTHING)).as(shown).isEqualTo(valid);
        boolean hasNul = tree != null && tree.toString().contains("\\u0000");
        if (!valid || !hasNul) {
            assertThat(accepts(utf8, ALL)).as(shown).isEqualTo(valid);
        }
        if (tree != null && valid && !hasNul) {
            int root = reader.read(utf8, 0, utf8.length, ALL, Tape.linkOf(0, 0));
            assertThat(fields(utf8, root)).as(shown).isEqualTo(fields(tree));
        }
    }

    /** Jackson takes characters that UTF-8 does not have, and several fields of one name if it is told so. */
    private static @Nullable JsonNode tree(byte[] utf8, JsonMapper jackson) {
        try {
            return jackson.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (JacksonException | CharacterCodingException _) {
            return null;
        }
    }

    private boolean accepts(byte[] utf8, Shape shape) {
        try {
            reader.read(utf8, 0, utf8.length, shape, Tape.linkOf(0, 0));
            return true;
        } catch (MalformedJsonException e) {
            assertThat(e.offset()).isBetween(0, utf8.length);
            return false;
        }
    }

    /** What the tape has, in an order of names that is the shape's. */
    private List<Object> fields(byte[] utf8, int object) {
        var fields = new ArrayList<Object>();
        for (int slot = 0; slot < ALL.fields(); slot++) {
            var values = new ArrayList<Object>();
            for (int item = tape.first(object, slot); item != Tape.NONE; item = tape.next(item)) {
                values.add(value(utf8, item));
            }
            fields.add(values);
        }
        return fields;
    }

    private Object value(byte[] utf8, int item) {
        int start = tape.start(item);
        int end = tape.end(item);
        var source = new String(utf8, start, end - start, StandardCharsets.UTF_8);
        return switch (tape.what(item)) {
            case Tape.OBJECT -> {
                assertThat(JACKSON.readTree(source).isObject()).isTrue();
                yield fields(utf8, item);
            }
            case Tape.STRING -> "text " + source;
            case Tape.STRING | Tape.ESCAPED -> {
                var text = new byte[end - start];
                var unescaped = JsonText.unescape(utf8, start, end, text, 0);
                yield "text " + new String(text, 0, unescaped.length(), StandardCharsets.UTF_8);
            }
            case Tape.NUMBER -> new BigDecimal(source).stripTrailingZeros();
            case Tape.TRUE -> true;
            case Tape.FALSE -> false;
            default -> throw new AssertionError(tape.what(item));
        };
    }

    private static List<Object> fields(JsonNode object) {
        var fields = new ArrayList<Object>();
        for (var name : DECODED) {
            var values = new ArrayList<Object>();
            if (object.has(name)) {
                flatten(object.get(name), values);
            }
            fields.add(values);
        }
        return fields;
    }

    private static void flatten(JsonNode value, List<Object> to) {
        if (value.isArray()) {
            value.forEach(item -> flatten(item, to));
        } else if (value.isObject()) {
            to.add(fields(value));
        } else if (value.isNumber()) {
            to.add(value.decimalValue().stripTrailingZeros());
        } else if (value.isBoolean()) {
            to.add(value.booleanValue());
        } else if (value.isString()) {
            to.add("text " + withoutLoneSurrogates(value.stringValue()));
        }
    }

    private static String withoutLoneSurrogates(String text) {
        var clean = new StringBuilder();
        text.codePoints()
                .forEach(point -> clean.appendCodePoint(
                        point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point));
        return clean.toString();
    }

    @Provide
    Arbitrary<Byte> structure() {
        return Arbitraries.of(
                "{}[]\",:\\01.eE+-tfn \n\u007f".chars().mapToObj(c -> (byte) c).toList());
    }

    @Provide
    Arbitrary<String> documents() {
        var blanks = Arbitraries.of("", "", "", " ", "\n\t ", "\r\n");
        var texts = Arbitraries.of(
                        "x",
                        "plain text, longer than a word",
                        "é",
                        "\u65e5\u672c\u8a9e",
                        "\ud83d\ude00",
                        "\\n",
                        "\\\"",
                        "\\\\",
                        "\\/",
                        "\\u00e9",
                        "\\ud83d\\ude00",
                        "\\ud83d",
                        "\\ude00x",
                        "\\ud83d\\u0041",
                        "\\u0000",
                        "{",
                        "}",
                        "[",
                        ",",
                        "'",
                        "\u007f",
                        "\ufeff")
                .list()
                .ofMaxSize(6)
                .map(parts -> "\"" + String.join("", parts) + "\"");
        var numbers = Arbitraries.of(
                "0",
                "-0",
                "1",
                "-12",
                "1.10",
                "0.00001",
                "1e3",
                "1E-7",
                "-1.5e+10",
                "1234567890123456789012345678901234567890",
                "0.1234567890123456789012345678901234567890");
        var literals = Arbitraries.of("true", "false", "null");
        var scalars = Arbitraries.oneOf(texts, numbers, literals);
        Arbitrary<String> values = Arbitraries.recursive(
                () -> scalars, inner -> Arbitraries.oneOf(scalars, arrays(inner, blanks), objects(inner, blanks)), 4);
        return objects(values, blanks);
    }

    private static Arbitrary<String> arrays(Arbitrary<String> items, Arbitrary<String> blanks) {
        return Combinators.combine(items.list().ofMaxSize(4), blanks)
                .as((list, blank) -> "[" + blank + String.join(blank + "," + blank, list) + blank + "]");
    }

    private static Arbitrary<String> objects(Arbitrary<String> values, Arbitrary<String> blanks) {
        var names =
                Arbitraries.of(NAMES).list().ofMaxSize(5).uniqueElements(name -> name.equals("\\u0062b") ? "bb" : name);
        return Combinators.combine(names, values.list().ofSize(5), blanks).as((keys, list, blank) -> {
            var object = new StringBuilder("{").append(blank);
            for (int i = 0; i < keys.size(); i++) {
                object.append(i == 0 ? "" : blank + "," + blank)
                        .append('"')
                        .append(keys.get(i))
                        .append('"')
                        .append(blank)
                        .append(':')
                        .append(blank)
                        .append(list.get(i));
            }
            return object.append(blank).append('}').append(blank).toString();
        });
    }
}
