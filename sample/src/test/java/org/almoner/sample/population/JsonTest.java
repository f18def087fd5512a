package org.almoner.sample.population;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What is written is what another parser reads. */
class JsonTest {

    private static final long YEAR_1900 = -2_208_988_800L;
    private static final long YEAR_2200 = 7_258_118_400L;

    private static JsonNode parsed(Json json) throws IOException {
        var bytes = new ByteArrayOutputStream();
        json.writeTo(bytes);
        return JsonMapper.shared().readTree(bytes.toByteArray());
    }

    @Property
    void anyTextSurvives(@ForAll int[] points, @ForAll boolean ascii) throws IOException {
        var text = new StringBuilder("\u0000\u001f\"\\/\n\r\t\u007f\u0080\u07ff\u0800\uffff\ud83d\ude42");
        for (int point : points) {
            int valid = Math.floorMod(point, Character.MAX_CODE_POINT + 1);
            if (valid < Character.MIN_SURROGATE || valid > Character.MAX_SURROGATE) {
                text.appendCodePoint(valid);
            }
        }
        var json = new Json();
        json.asciiOnly(ascii);
        json.open()
                .put("text", text.toString())
                .list("all")
                .item(text.toString())
                .item(1)
                .closeList()
                .close();

        assertThat(parsed(json).path("text").stringValue()).isEqualTo(text.toString());
        assertThat(parsed(json).path("all").path(0).stringValue()).isEqualTo(text.toString());
    }

    @Property
    void decimalsKeepTheirDigits(
            @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) long unscaled,
            @ForAll @IntRange(min = 0, max = 6) int scale)
            throws IOException {
        var json = new Json();
        json.open().decimal("value", unscaled, scale).close();
        var bytes = new ByteArrayOutputStream();
        json.writeTo(bytes);

        assertThat(bytes.toString(StandardCharsets.US_ASCII))
                .isEqualTo("{\"value\":" + BigDecimal.valueOf(unscaled, scale).toPlainString() + "}");
    }

    @Property
    void momentsAreThoseOfTheCalendar(
            @ForAll @LongRange(min = YEAR_1900, max = YEAR_2200) long second,
            @ForAll @IntRange(min = -720, max = 840) int offset)
            throws IOException {
        var json = new Json();
        json.open().moment("at", second, offset).close();

        var expected = Instant.ofEpochSecond(second).atOffset(ZoneOffset.ofTotalSeconds(offset * 60));
        assertThat(parsed(json).path("at").stringValue())
                .isEqualTo(expected.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx")));
    }
}
