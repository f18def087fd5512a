package org.almoner.codeset.read;

import java.io.IOException;

import org.almoner.codeset.profile.Layout.DataPart;

/** Takes the lines of a file apart into records. */
abstract sealed class Records permits DelimitedRecords, FixedRecords, LineRecords {

    /** Where data must have begun: what comes before it is a title page. */
    private static final int TITLE_LINES = 200;

    private final LineReader lines;
    private final DataPart data;
    private boolean begun;
    private boolean ended;

    Records(LineReader lines, DataPart data) {
        this.lines = lines;
        this.data = data;
    }

    /**
     * Reads the next record.
     *
     * @return false after the last one
     * @throws ReleaseException if it is not one of the layout
     */
    abstract boolean read(Cells into) throws IOException;

    /** The number of the cell that a column has in each record; -1 if it has none. */
    abstract int cellOf(int column);

    final LineReader lines() {
        return lines;
    }

    /** Goes on to the next line of data. */
    final boolean nextLine() throws IOException {
        if (ended) {
            return false;
        }
        if (!begun) {
            begun = true;
            if (data.begins().isPresent()) {
                skipTitle();
                if (!data.after()) {
                    return true;
                }
            }
        }
        while (lines.next()) {
            if (!lines.isBlank()) {
                return true;
            }
            if (data.endsAtBlankLine()) {
                ended = true;
                return false;
            }
        }
        ended = true;
        return false;
    }

    private void skipTitle() throws IOException {
        var begins = data.begins().orElseThrow();
        while (lines.next()) {
            if (begins.matcher(lines.text()).find()) {
                return;
            }
            if (lines.number() == TITLE_LINES) {
                break;
            }
        }
        throw lines.foreign(
                1,
                "neither this line nor one of the " + TITLE_LINES + " that follow is where data begin: '" + begins
                        + "'");
    }
}
