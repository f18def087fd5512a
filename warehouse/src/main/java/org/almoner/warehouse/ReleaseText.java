package org.almoner.warehouse;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.almoner.codeset.read.RowReader;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The rows of a file of a code set in the text form of extracts, which is what a {@link RowTarget} takes. */
final class ReleaseText extends InputStream {

    /** Bytes that are made at once. */
    private static final int BLOCK = 256 << 10;

    private final RowReader rows;
    private final boolean[] keepsText;
    private final byte[] version;
    private final Bytes made = new Bytes();
    private int given;
    private boolean atEnd;

    ReleaseText(RowReader rows, Table table, String version) {
        this.rows = rows;
        this.version = version.getBytes(UTF_8);
        var columns = rows.layout().columns();
        this.keepsText = new boolean[columns.size()];
        for (int i = 0; i < keepsText.length; i++) {
            keepsText[i] = columns.get(i).keepsText();
        }
        byte[] header = (columns(table).stream().collect(Collectors.joining("|")) + "\n").getBytes(UTF_8);
        made.add(header, 0, header.length);
    }

    /** The names in the header row. */
    private static List<String> columns(Table table) {
        var columns = new ArrayList<>(
                table.columns().stream().map(TableColumn::source).toList());
        columns.add(table.mark().column());
        return columns;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (given == made.length()) {
            made.clear();
            given = 0;
            make();
            if (made.length() == 0) {
                return -1;
            }
        }
        int count = Math.min(length, made.length() - given);
        System.arraycopy(made.array(), given, into, offset, count);
        given += count;
        return count;
    }

    private void make() throws IOException {
        while (!atEnd && made.length() < BLOCK) {
            if (rows.next()) {
                row();
            } else {
                atEnd = true;
            }
        }
    }

    private void row() {
        byte[] bytes = rows.bytes();
        for (int column = 0; column < keepsText.length; column++) {
            if (!rows.isAbsent(column)) {
                field(bytes, rows.start(column), rows.end(column));
            }
            made.add('|');
            if (keepsText[column]) {
                field(bytes, rows.startAsWritten(column), rows.endAsWritten(column));
                made.add('|');
            }
        }
        made.add(version, 0, version.length);
        made.add('\n');
    }

    /** An empty one is no value, which is what stands there for none. */
    private void field(byte[] bytes, int start, int end) {
        for (int at = start; at < end; at++) {
            byte b = bytes[at];
            if (b == '|' || b == '"' || b == '\n' || b == '\r') {
                quoted(bytes, start, end);
                return;
            }
        }
        made.add(bytes, start, end);
    }

    private void quoted(byte[] bytes, int start, int end) {
        made.add('"');
        for (int at = start; at < end; at++) {
            if (bytes[at] == '"') {
                made.add('"');
            }
            made.add(bytes[at]);
        }
        made.add('"');
    }
}
