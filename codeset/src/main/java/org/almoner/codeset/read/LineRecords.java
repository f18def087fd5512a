package org.almoner.codeset.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;

import org.almoner.codeset.profile.Layout;
import org.almoner.codeset.profile.Layout.Form;

/** Lines that a pattern matches. */
final class LineRecords extends Records {

    /** Of a line of text; a pattern takes its time. */
    private static final int LONGEST = 64 << 10;

    private final Form.Lines form;

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
        while (nextLine()) {
            if (lines().end() - lines().start() > LONGEST) {
                throw lines().malformed("is longer than " + LONGEST + " bytes");
            }
            var found = form.pattern().matcher(lines().text());
            if (found.find()) {
                into.begin(lines().number());
                for (int group = 1; group <= found.groupCount(); group++) {
                    cell(into, found, group);
                }
                return true;
            }
        }
        return false;
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
