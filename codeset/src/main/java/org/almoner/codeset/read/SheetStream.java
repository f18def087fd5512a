package org.almoner.codeset.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The rows of a sheet (ECMA-376 part 1, §18.3) as lines of text, with as many lines as the sheet has rows; UTF-8. */
final class SheetStream extends BlockStream {

    /** Of the columns that Excel has. */
    private static final int MOST_COLUMNS = 16_384;

    private static final int MOST_ROWS = 1 << 20;

    private final String file;
    private final WorkbookXml xml;
    private final List<String> shared;
    private final CellNumbers numbers;
    private final int longest;

    private int row;
    private int widest;

    /**
     * Begins with the first row.
     *
     * @param file how errors name it
     * @param xml the sheet; closed with this
     * @param shared texts that cells name by their number
     * @param longest in characters, of a line
     */
    SheetStream(String file, WorkbookXml xml, List<String> shared, CellNumbers numbers, int longest) {
        this.file = file;
        this.xml = xml;
        this.shared = shared;
        this.numbers = numbers;
        this.longest = longest;
    }

    @Override
    Optional<byte[]> block() throws IOException {
        return xml.toStart("row") ? Optional.of(row().getBytes(StandardCharsets.UTF_8)) : Optional.empty();
    }

    /** Rows without cells are left out of a sheet, or of their numbers. */
    private String row() throws IOException {
        var text = new StringBuilder();
        int number = xml.attribute("r").map(SheetStream::number).orElse(row + 1);
        if (number <= row || number > MOST_ROWS) {
            throw ReleaseException.ofArchive(file, "has a row " + number + " after the row " + row);
        }
        text.repeat('\n', number - row - 1);
        row = number;
        int column = 0;
        int written = 0;
        while (xml.toStartWithin("c", "row")) {
            int place = column(xml.attribute("r"), column + 1);
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
            // Cells may name one text again and again.
            if (text.length() > longest) {
                throw ReleaseException.ofArchive(
                        file, "has a row " + row + " of more than " + longest + " characters, which no sheet has");
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

    /** What a cell holds, by its type (§18.18.11). */
    private String cell() throws IOException {
        var type = xml.attribute("t").orElse("n");
        var style = xml.attribute("s").map(SheetStream::number).orElse(0);
        var value = xml.text("c");
        if (value.isEmpty()) {
            return value;
        }
        return switch (type) {
            case "s" -> shared(value);
            case "b" -> value.strip().equals("1") ? "TRUE" : value.strip().equals("0") ? "FALSE" : value;
            case "n" -> numbers.shown(value.strip(), style);
            case "d" -> CellNumbers.withoutMidnight(value.strip());
            case "str", "inlineStr" -> EscapedText.plain(value);
            // An error has its own text, such as #REF!.
            default -> value;
        };
    }

    private String shared(String value) throws ReleaseException {
        int number = number(value.strip());
        if (number < 0 || number >= shared.size()) {
            throw ReleaseException.ofArchive(
                    file, "has a cell in row " + row + " that names a text which is not there");
        }
        return shared.get(number);
    }

    /** A line of text is a row of the sheet: a break within a cell becomes a blank. */
    private static void quoted(String cell, StringBuilder into) {
        into.append('"');
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == '"') {
                into.append("\"\"");
            } else if (c != '\r' || i + 1 == cell.length() || cell.charAt(i + 1) != '\n') {
                into.append(c == '\n' || c == '\r' ? ' ' : c);
            }
        }
        into.append('"');
    }

    /** The column of a place such as {@code AB12}, from 1 on. */
    private int column(Optional<String> place, int otherwise) throws ReleaseException {
        int column = 0;
        var letters = place.orElse("");
        for (int i = 0; i < letters.length() && letters.charAt(i) >= 'A' && letters.charAt(i) <= 'Z'; i++) {
            column = 26 * column + letters.charAt(i) - 'A' + 1;
            if (column > MOST_COLUMNS) {
                break;
            }
        }
        int found = place.isPresent() ? column : otherwise;
        if (found > MOST_COLUMNS) {
            throw ReleaseException.ofArchive(
                    file, "has a cell in row " + row + " beyond the " + MOST_COLUMNS + " columns of a sheet");
        }
        return found;
    }

    /** -1 if it is none. */
    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }
}
