package org.almoner.dataset.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TextBlockTest {

    private static final TextLimits SMALL = new TextLimits(100, 250);

    @Test
    void writesTheRowAndItsHash() {
        TextBlock block = new TextBlock(5, TextLimits.DEFAULT);

        TestRows.add(block, Arrays.asList("1", "Müller", "a|b", null, ""));

        assertThat(text(block)).isEqualTo("1|Müller|\"a|b\"||\"\"|6dc38eb4ad6685ab372c9be4e1946c84\n");
        assertThat(new RowHash(block.hashHigh(0), block.hashLow(0))).hasToString("6dc38eb4ad6685ab372c9be4e1946c84");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "plain text of more than eight bytes;plain text of more than eight bytes",
                "a \"b\" c;\"a \"\"b\"\" c\"",
                "\";\"\"\"\"",
                "ten bytes |;\"ten bytes |\"",
                "|ten bytes;\"|ten bytes\"",
                "'a\nb';'\"a\nb\"'",
                "'a\rb';'\"a\rb\"'",
                "tab\tand , and blank;tab\tand , and blank",
                "ſ \u00fc \u00a2;ſ \u00fc \u00a2",
            })
    void quotesAsRfc4180AndOnlyThen(String value, String field) {
        TextBlock block = new TextBlock(1, TextLimits.DEFAULT);

        TestRows.add(block, List.of(value));

        assertThat(text(block)).startsWith(field + "|").hasSize(field.length() + 34);
    }

    @Test
    void keepsNulAsItIs() {
        TextBlock block = new TextBlock(1, TextLimits.DEFAULT);

        TestRows.add(block, List.of("a\0b"));

        assertThat(text(block)).startsWith("a\0b|");
    }

    @Test
    void takesBackRowsAndHalfRows() {
        TextBlock block = new TextBlock(2, TextLimits.DEFAULT);
        TestRows.add(block, List.of("a", "b"));
        String first = text(block);
        int mark = block.rows();
        TestRows.add(block, List.of("c", "d"));
        block.value(utf8("half"), 0, 4);

        block.rollBack(mark);

        assertThat(text(block)).isEqualTo(first);
        assertThat(block.rows()).isEqualTo(1);
        TestRows.add(block, List.of("e", "f"));
        assertThat(text(block)).startsWith(first + "e|f|");
    }

    @Test
    void refusesARowThatIsTooLongAndGoesOnAfterRollingBack() {
        TextBlock block = new TextBlock(2, SMALL);
        TestRows.add(block, List.of("a", "b"));
        byte[] value = new byte[50];

        block.value(value, 0, 50);
        assertThatExceptionOfType(TextLimitException.class)
                .isThrownBy(() -> block.value(value, 0, 50))
                .satisfies(e -> assertThat(e.limit()).isEqualTo(TextLimitException.Limit.ROW));

        block.rollBack(1);
        TestRows.add(block, List.of("c", "d"));
        assertThat(block.rows()).isEqualTo(2);
    }

    @Test
    void countsWhatQuotesAddToARow() {
        TextBlock block = new TextBlock(1, SMALL);
        byte[] quotes = utf8("\"".repeat(40));

        assertThatExceptionOfType(TextLimitException.class).isThrownBy(() -> block.value(quotes, 0, 40));
    }

    @Test
    void refusesTooManyRowsInOneBlock() {
        TextBlock block = new TextBlock(1, SMALL);
        List<String> row = List.of("x".repeat(50));
        TestRows.add(block, row);
        TestRows.add(block, row);

        assertThatExceptionOfType(TextLimitException.class)
                .isThrownBy(() -> TestRows.add(block, row))
                .satisfies(e -> assertThat(e.limit()).isEqualTo(TextLimitException.Limit.BLOCK));
    }

    @Test
    void refusesAValueThatFillsTheMemoryBeforeCopyingIt() {
        TextBlock block = new TextBlock(1, TextLimits.DEFAULT);

        assertThatExceptionOfType(TextLimitException.class)
                .isThrownBy(() -> block.value(new byte[0], 0, Integer.MAX_VALUE));
    }

    @Test
    void refusesRowsOfAnotherWidth() {
        TextBlock block = new TextBlock(2, TextLimits.DEFAULT);
        block.absent();

        assertThatIllegalStateException().isThrownBy(block::endRow);
        block.absent();
        assertThatIllegalStateException().isThrownBy(block::absent);
    }

    @Test
    void isEmptyAfterAClearHoweverLargeItWas() {
        TextBlock block = new TextBlock(1, TextLimits.DEFAULT);
        byte[] value = new byte[20 << 20];
        Arrays.fill(value, (byte) 'x');
        block.value(value, 0, value.length);
        block.endRow();

        block.clear();

        assertThat(block.rows()).isZero();
        assertThat(block.size()).isZero();
        assertThat(block.text()).hasSizeLessThan(value.length);
    }

    private static String text(TextBlock block) {
        return new String(block.text(), 0, block.size(), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
