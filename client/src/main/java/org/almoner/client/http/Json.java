package org.almoner.client.http;

import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.almoner.client.failure.AlmonerException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** JSON as the server speaks it: snake_case names, unknown ones ignored, so that a newer server does no harm. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(new SimpleModule().addDeserializer(String.class, new WholeText()))
            .build();

    /** What is null in a request was not said, and is left out. */
    private static final JsonMapper REQUESTS = MAPPER.rebuild()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private Json() {}

    /** Takes text that can be written down again: no half of a surrogate pair (RFC 7493 §2.1). */
    private static final class WholeText extends StdScalarDeserializer<String> {

        private static final Pattern HALF = Pattern.compile("\\p{Cs}");

        private WholeText() {
            super(String.class);
        }

        @Override
        public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
            var text = StringDeserializer.instance.deserialize(parser, context);
            if (text != null && HALF.matcher(text).find()) {
                throw InvalidFormatException.from(parser, "A text holds half of a character", text, String.class);
            }
            return text;
        }
    }

    /** The value in one line, without what is null: the body of a request. */
    public static byte[] write(Object value) {
        return REQUESTS.writeValueAsBytes(value);
    }

    /** The value in one line, with what is null: what programs read. */
    public static byte[] line(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** The value as indented text, for people and for files. */
    public static String pretty(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }

    /**
     * Reads one document.
     *
     * @param what what the document is, for the message
     * @throws AlmonerException.BadAnswer if it is not JSON, or not of that shape
     */
    public static <T> T read(byte[] json, Class<T> type, String what) {
        return read(tree(json, what), type, what);
    }

    static <T> T read(JsonNode node, Class<T> type, String what) {
        try {
            return MAPPER.treeToValue(node, type);
        } catch (JacksonException e) {
            throw unexpected(what, e);
        }
    }

    static <T> List<T> readAll(JsonNode array, Class<T> type, String what) {
        return array.valueStream().map(item -> read(item, type, what)).toList();
    }

    static JsonNode tree(byte[] json, String what) {
        try {
            var node = MAPPER.readTree(json);
            if (node.isObject() || node.isArray()) {
                return node;
            }
        } catch (JacksonException e) {
            throw unexpected(what, e);
        }
        throw new AlmonerException.BadAnswer("The answer to " + what + " is not a JSON document");
    }

    private static AlmonerException.BadAnswer unexpected(String what, JacksonException cause) {
        return new AlmonerException.BadAnswer(
                "The answer to " + what + " is not the JSON that the API promises: " + cause.getOriginalMessage(),
                cause);
    }
}
