package org.almoner.codeset.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;

import org.almoner.codeset.profile.Layout;
import org.almoner.codeset.profile.Layout.Form;
import org.jspecify.annotations.Nullable;

/** What a pattern matches, in lines and, where a row may go on, over lines. */
final class LineRecords extends Records {

    /** Of a row's text; a pattern takes its time. */
    private static final int LONGEST = 64 << 10;

    /** That one row may go on over. */
    private static final int MOST_LINES = 50;

    private final Form.Lines form;
    private @Nullable Matcher matches;
    private long first;

    LineRecords(LineReader lines, Layout layout, Form.Lines form) {
        super(lines, layout.data());
        this.form = form;
    }

    @Override
    int cellOf(int column) {
        return column;
    }

    @Override
    boolean read(Cells into) throws IOException {
        while (true) {
            if (matches == null && !open()) {
                return false;
            }
            var found = matches;
            if (found != null && found.find()) {
                into.begin(first);
                for (int group = 1; group <= found.groupCount(); group++) {
                    cell(into, found, group);
                }
                return true;
            }
            matches = null;
        }
    }

    /** Goes on to the next line, with those that it goes on over. Returns false after the last one. */
    private boolean open() throws IOException {
        if (!nextLine()) {
            return false;
        }
        first = lines().number();
        var text = line(0);
        for (int count = 1; isOpen(text); count++) {
            if (count == MOST_LINES || !nextLine()) {
                throw lines().malformed(
                                first,
                                "begins a row that does not end"
                                        + (count == MOST_LINES ? " within " + count + " lines" : ""));
            }
            text = text + " " + line(text.length());
        }
        matches = form.pattern().matcher(text);
        return true;
    }

    /** Whether a row begins behind the last that is whole. */
    private boolean isOpen(String text) {
        if (form.opens().isEmpty()) {
            return false;
        }
        int end = 0;
        for (var whole = form.pattern().matcher(text); whole.find(); ) {
            end = whole.end();
        }
        return form.opens().get().matcher(text).find(end);
    }

    private String line(int before) throws ReleaseException {
        if (before + lines().end() - lines().start() > LONGEST) {
            throw lines().malformed("is longer than " + LONGEST + " bytes");
        }
        return lines().text();
    }

    private static void cell(Cells into, Matcher found, int group) {
        int start = into.length();
        if (found.group(group) != null) {
            byte[] text = found.group(group).getBytes(StandardCharsets.UTF_8);
            into.add(text, 0, text.length);
        }
        into.cell(start, into.length());
    }
}
