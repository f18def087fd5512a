package org.almoner.codeset.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

/** The rows of a sheet (ECMA-376 part 1, §18.3) as lines of text, with as many lines as the sheet has rows; UTF-8. */
final class SheetStream extends InputStream {

    /** Of the columns that Excel has. */
    private static final int MOST_COLUMNS = 16_384;

    private static final int MOST_ROWS = 1 << 20;

    private final String file;
    private final InputStream in;
    private final XMLStreamReader xml;
    private final List<String> shared;

    private byte[] line = new byte[0];
    private int at;
    private int row;
    private int widest;

    SheetStream(String file, InputStream in, List<String> shared) throws IOException {
        this.file = file;
        this.in = in;
        this.shared = shared;
        try {
            this.xml = Workbook.xml(in);
        } catch (XMLStreamException e) {
            in.close();
            throw unreadable(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (at == line.length && !next()) {
            return -1;
        }
        int count = Math.min(length, line.length - at);
        System.arraycopy(line, at, into, offset, count);
        at += count;
        return count;
    }

    private boolean next() throws IOException {
        try {
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamReader.START_ELEMENT
                        && xml.getLocalName().equals("row")) {
                    line = row().getBytes(StandardCharsets.UTF_8);
                    at = 0;
                    return true;
                }
            }
            return false;
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
    }

    /** Rows without cells are left out of a sheet, or of their numbers. */
    private String row() throws XMLStreamException, ReleaseException {
        var text = new StringBuilder();
        int number = number(Workbook.attribute(xml, "r"), row + 1);
        if (number <= row || number > MOST_ROWS) {
            throw ReleaseException.ofArchive(file, "has a row " + number + " after the row " + row);
        }
        while (++row < number) {
            text.append('\n');
        }
        int column = 0;
        int written = 0;
        // Cells are read to their ends, so that the next end is the row's.
        for (int event = xml.next(); event != XMLStreamReader.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("c")) {
                int place = column(Workbook.attribute(xml, "r"), column + 1);
                if (place <= column) {
                    throw ReleaseException.ofArchive(file, "has a cell out of order in its row " + row);
                }
                column = place;
                var cell = cell();
                if (!cell.isEmpty()) {
                    text.repeat(',', place - Math.max(1, written));
                    quoted(cell, text);
                    written = place;
                }
            }
        }
        // Empty cells at the end of a row are not all there; the widest row, which is the header, tells how many there
        // are.
        widest = Math.max(widest, written);
        if (written > 0) {
            text.repeat(',', widest - written);
        }
        return text.append('\n').toString();
    }

    private String cell() throws XMLStreamException, ReleaseException {
        var type = Workbook.attribute(xml, "t");
        var value = text(xml, "c");
        if (!"s".equals(type) || value.isEmpty()) {
            return value;
        }
        int number = number(value, -1);
        if (number < 0 || number >= shared.size()) {
            throw ReleaseException.ofArchive(
                    file, "has a cell in row " + row + " that names a text which is not there");
        }
        return shared.get(number);
    }

    /** The text of an element's {@code t} and {@code v}, up to its end; formulas and phonetic hints are no part of it. */
    static String text(XMLStreamReader xml, String element) throws XMLStreamException {
        var text = new StringBuilder();
        boolean wanted = false;
        int hints = 0;
        while (true) {
            int event = xml.next();
            if (event == XMLStreamReader.END_ELEMENT) {
                if (xml.getLocalName().equals(element)) {
                    return text.toString();
                }
                hints -= xml.getLocalName().equals("rPh") ? 1 : 0;
                wanted = false;
            } else if (event == XMLStreamReader.START_ELEMENT) {
                hints += xml.getLocalName().equals("rPh") ? 1 : 0;
                wanted = hints == 0
                        && (xml.getLocalName().equals("t") || xml.getLocalName().equals("v"));
            } else if (wanted && event == XMLStreamReader.CHARACTERS) {
                text.append(xml.getText());
            }
        }
    }

    /** A line of text is a row of the sheet: a break within a cell becomes a blank. */
    private static void quoted(String cell, StringBuilder into) {
        into.append('"');
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == '"') {
                into.append("\"\"");
            } else {
                into.append(c == '\n' || c == '\r' ? ' ' : c);
            }
        }
        into.append('"');
    }

    /** The column of a place such as {@code AB12}, from 1 on. */
    private int column(@Nullable String place, int otherwise) throws ReleaseException {
        if (place == null) {
            return otherwise;
        }
        int column = 0;
        for (int i = 0; i < place.length() && Character.isUpperCase(place.charAt(i)); i++) {
            column = 26 * column + place.charAt(i) - 'A' + 1;
            if (column > MOST_COLUMNS) {
                throw ReleaseException.ofArchive(file, "has a cell at " + place + ", which no sheet has");
            }
        }
        return column;
    }

    private static int number(@Nullable String text, int otherwise) {
        try {
            return text == null ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private ReleaseException unreadable(XMLStreamException e) {
        return ReleaseException.ofArchive(file, "is not XML that can be read: " + e.getMessage());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
