package org.almoner.codeset.read;

import java.io.IOException;
import java.util.List;

import org.almoner.codeset.profile.Layout;
import org.almoner.codeset.profile.Layout.Form;
import org.almoner.codeset.profile.LayoutColumn;
import org.almoner.codeset.profile.LayoutColumn.Place.Span;

/** Columns of fixed width. */
final class FixedRecords extends Records {

    private final List<LayoutColumn> columns;
    private final int[] from;
    private final int[] to;
    private final int[] blanks;
    private final int shortest;

    FixedRecords(LineReader lines, Layout layout, Form.Fixed form) {
        super(lines, layout.data());
        this.columns = layout.columns();
        this.from = columns.stream().mapToInt(column -> span(column).from() - 1).toArray();
        this.to = columns.stream()
                .mapToInt(column -> span(column).to().orElse(Integer.MAX_VALUE))
                .toArray();
        this.blanks = form.blanks().stream().mapToInt(blank -> blank - 1).toArray();
        int least = 0;
        for (int i = 0; i < from.length; i++) {
            least = columns.get(i).optional() ? least : from[i] + 1;
        }
        this.shortest = least;
    }

    private static Span span(LayoutColumn column) {
        return (Span) column.place();
    }

    @Override
    int cellOf(int column) {
        return column;
    }

    @Override
    boolean read(Cells into) throws IOException {
        if (!nextLine()) {
            return false;
        }
        var lines = lines();
        into.begin(lines.number());
        into.add(lines.bytes(), lines.start(), lines.end());
        byte[] bytes = into.bytes();
        int length = into.length();
        boolean ascii = lines.isAscii();
        if (place(bytes, length, shortest - 1, ascii) >= length) {
            throw lines.malformed("ends before column " + shortest + ", where there is '" + columnAt(shortest) + "'");
        }
        for (int blank : blanks) {
            int at = place(bytes, length, blank, ascii);
            if (at < length && bytes[at] != ' ') {
                throw lines.malformed("column " + (blank + 1) + " should be blank, but is '" + (char) (bytes[at] & 0xff)
                        + "': the line is of another layout");
            }
        }
        for (int i = 0; i < from.length; i++) {
            trimmed(
                    into,
                    place(bytes, length, from[i], ascii),
                    to[i] == Integer.MAX_VALUE ? length : place(bytes, length, to[i], ascii));
        }
        return true;
    }

    /** Where a character is, counted from 0 on; the line's length if it ends before. */
    private static int place(byte[] bytes, int length, int character, boolean ascii) {
        if (ascii) {
            return Math.min(length, character);
        }
        int at = 0;
        for (int left = character; at < length; at++) {
            if ((bytes[at] & 0xc0) != 0x80 && left-- == 0) {
                return at;
            }
        }
        return length;
    }

    private static void trimmed(Cells into, int start, int end) {
        byte[] bytes = into.bytes();
        int first = start;
        int last = end;
        while (first < last && bytes[first] == ' ') {
            first++;
        }
        while (last > first && bytes[last - 1] == ' ') {
            last--;
        }
        into.cell(first, last);
    }

    private String columnAt(int character) {
        return columns.stream()
                .filter(column -> span(column).from() == character)
                .findFirst()
                .map(LayoutColumn::name)
                .orElse("");
    }
}
