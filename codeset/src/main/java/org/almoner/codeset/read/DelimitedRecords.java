package org.almoner.codeset.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.almoner.codeset.profile.Layout;
import org.almoner.codeset.profile.Layout.Form;
import org.almoner.codeset.profile.LayoutColumn;
import org.almoner.codeset.profile.LayoutColumn.Place.Heading;

/** Fields with a character between them; in quotes as RFC 4180 has it, if the layout has quotes. */
final class DelimitedRecords extends Records {

    private static final int SHOWN = 60;

    private final byte delimiter;
    private final boolean quotes;
    private final ReadLimits limits;
    private final int[] cellOf;
    private final int fields;
    private final List<String> unknown = new ArrayList<>();

    DelimitedRecords(LineReader lines, Layout layout, Form.Delimited form, ReadLimits limits) throws IOException {
        super(lines, layout.data());
        this.delimiter = (byte) form.delimiter();
        this.quotes = form.quotes();
        this.limits = limits;
        if (form.header() == 0) {
            this.cellOf = new int[layout.columns().size()];
            Arrays.setAll(cellOf, column -> column);
            this.fields = cellOf.length;
        } else {
            var heads = header(layout.columns(), form.header());
            this.cellOf = assigned(layout.columns(), heads);
            this.fields = heads.size();
        }
    }

    /** Headings that are no column's. */
    List<String> unknown() {
        return unknown;
    }

    @Override
    int cellOf(int column) {
        return cellOf[column];
    }

    @Override
    boolean read(Cells into) throws IOException {
        if (!record(into)) {
            return false;
        }
        if (into.count() != fields) {
            throw lines().malformed(
                            into.line(), "has " + into.count() + " fields, where there are " + fields + " columns");
        }
        return true;
    }

    /** The first record that has all headings, among those that may be it. */
    private List<String> header(List<LayoutColumn> columns, int most) throws IOException {
        var cells = new Cells();
        var missing = "";
        for (int i = 0; i < most && record(cells); i++) {
            var heads = new ArrayList<String>();
            for (int cell = 0; cell < cells.count(); cell++) {
                heads.add(cells.text(cell));
            }
            var lacking = columns.stream()
                    .filter(column -> !column.optional() && heads.stream().noneMatch(head -> means(column, head)))
                    .map(column -> "'" + column.place() + "'")
                    .toList();
            if (lacking.isEmpty()) {
                return heads;
            }
            if (missing.isEmpty() || lacking.size() < columns.size() / 2) {
                missing = String.join(", ", lacking);
            }
        }
        throw lines().foreign(
                        1,
                        (most == 1
                                        ? "this is not the header"
                                        : "the header is not among the first " + most + " records")
                                + ": it lacks " + (missing.isEmpty() ? "all, as the file is empty" : missing));
    }

    private static boolean means(LayoutColumn column, String head) {
        return column.place() instanceof Heading heading && heading.means(head);
    }

    private int[] assigned(List<LayoutColumn> columns, List<String> heads) throws ReleaseException {
        int[] assigned = new int[columns.size()];
        Arrays.fill(assigned, -1);
        for (int cell = 0; cell < heads.size(); cell++) {
            var head = heads.get(cell);
            int column = -1;
            for (int i = 0; i < assigned.length && column < 0; i++) {
                if (means(columns.get(i), head)) {
                    column = i;
                }
            }
            if (column >= 0 && assigned[column] >= 0) {
                throw lines().foreign(lines().number(), "the header has '" + head + "' twice");
            }
            if (column >= 0) {
                assigned[column] = cell;
            } else if (!head.isBlank()) {
                unknown.add(head.strip());
            }
        }
        return assigned;
    }

    private boolean record(Cells into) throws IOException {
        if (!nextLine()) {
            return false;
        }
        into.begin(lines().number());
        if (quotes) {
            quotable(into);
        } else {
            plain(into);
        }
        return true;
    }

    private void plain(Cells into) throws ReleaseException {
        int at = into.length();
        into.add(lines().bytes(), lines().start(), lines().end());
        byte[] bytes = into.bytes();
        int end = into.length();
        if (Scan.find(bytes, at, end, '\r') < end) {
            throw carriageReturn();
        }
        while (true) {
            int next = Scan.find(bytes, at, end, (char) delimiter);
            cell(into, at, next);
            if (next == end) {
                return;
            }
            at = next + 1;
        }
    }

    private void quotable(Cells into) throws IOException {
        byte[] line = lines().bytes();
        int at = lines().start();
        int end = lines().end();
        while (true) {
            int start = into.length();
            if (at < end && line[at] == '"') {
                at = quoted(into, at + 1);
                line = lines().bytes();
                end = lines().end();
            } else {
                int from = at;
                while (at < end && line[at] != delimiter) {
                    if (line[at] == '"') {
                        throw lines().malformed("a quote inside of the field '" + shown(line, from, end)
                                + "', which is not quoted");
                    }
                    if (line[at] == '\r') {
                        throw carriageReturn();
                    }
                    at++;
                }
                into.add(line, from, at);
            }
            cell(into, start, into.length());
            if (at >= end) {
                return;
            }
            at++;
        }
    }

    /**
     * Takes a quoted field, which may go on over lines.
     *
     * @param from after its opening quote
     * @return where it ends in the line that is then the current one: after its closing quote
     */
    private int quoted(Cells into, int from) throws IOException {
        long opened = lines().number();
        byte[] line = lines().bytes();
        int at = from;
        int end = lines().end();
        while (true) {
            int run = at;
            while (at < end && line[at] != '"') {
                at++;
            }
            into.add(line, run, at);
            if (into.length() > limits.record()) {
                throw lines().malformed(
                                opened,
                                "a quote that is opened here is not closed within " + limits.record() + " bytes");
            }
            if (at == end) {
                into.add('\n');
                if (!lines().next()) {
                    throw lines().malformed(opened, "a quote that is opened here is never closed");
                }
                line = lines().bytes();
                at = lines().start();
                end = lines().end();
            } else if (at + 1 < end && line[at + 1] == '"') {
                into.add('"');
                at += 2;
            } else if (at + 1 < end && line[at + 1] != delimiter) {
                throw lines().malformed("'" + shown(line, at + 1, end) + "' follows on a closing quote");
            } else {
                return at + 1;
            }
        }
    }

    private void cell(Cells into, int start, int end) throws ReleaseException {
        if (into.count() == limits.fields()) {
            throw lines().malformed("has more than " + limits.fields() + " fields");
        }
        into.cell(start, end);
    }

    private ReleaseException carriageReturn() {
        return lines().malformed("holds a carriage return that ends no line");
    }

    private static String shown(byte[] line, int from, int end) {
        return new String(line, from, Math.min(SHOWN, end - from), java.nio.charset.StandardCharsets.UTF_8);
    }
}
