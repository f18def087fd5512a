package org.almoner.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/** Rows under headings, for people. Columns are as wide as they must be, two blanks apart. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        rows.add(List.of(headings));
    }

    /** @param cells as many as there are headings; null shows as nothing */
    public Table row(@Nullable Object... cells) {
        var texts = new ArrayList<String>();
        for (var cell : cells) {
            texts.add(cell == null ? "" : Plain.text(cell.toString()));
        }
        if (texts.size() != rows.getFirst().size()) {
            throw new IllegalArgumentException("A row of " + texts.size() + " cells under "
                    + rows.getFirst().size() + " headings");
        }
        rows.add(texts);
        return this;
    }

    public boolean isEmpty() {
        return rows.size() == 1;
    }

    /** One line per row, no blanks at their ends. */
    public List<String> lines() {
        var widths = IntStream.range(0, rows.getFirst().size()).map(this::width).toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> columns(row.get(column))).max().orElse(0);
    }

    private static int columns(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> row.get(column) + " ".repeat(widths[column] - columns(row.get(column))))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }
}
