package org.almoner.dataset.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.almoner.dataset.row.RowSink;
import org.jspecify.annotations.Nullable;

/** Rows as lists of cells, in which null is a cell without a value. */
public final class TestRows {

    private static final String[] HOSTILE = {
        "|", "\"", "\"\"", "\n", "\r", "\r\n", "a", " ", "\t", ",", "ü", "\u2028", "\ufeff", "𝄞", "\\", "\\N", "NULL",
        "'", "12.50"
    };

    private TestRows() {}

    public static void add(RowSink sink, List<? extends @Nullable String> cells) {
        for (String cell : cells) {
            if (cell == null) {
                sink.absent();
            } else {
                byte[] utf8 = cell.getBytes(StandardCharsets.UTF_8);
                sink.value(utf8, 0, utf8.length);
            }
        }
        sink.endRow();
    }

    /** A cell made of what trips over parsers. */
    public static @Nullable String hostile(Random random) {
        if (random.nextInt(6) == 0) {
            return null;
        }
        var cell = new StringBuilder();
        for (int left = random.nextInt(7); left > 0; left--) {
            cell.append(HOSTILE[random.nextInt(HOSTILE.length)]);
        }
        return cell.toString();
    }

    public static List<@Nullable String> hostileRow(int columns, Random random) {
        @Nullable String[] cells = new @Nullable String[columns];
        for (int i = 0; i < columns; i++) {
            cells[i] = hostile(random);
        }
        return Arrays.asList(cells);
    }
}
