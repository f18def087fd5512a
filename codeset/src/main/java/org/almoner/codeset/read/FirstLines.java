package org.almoner.codeset.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.almoner.codeset.profile.Layout;

/** The first lines of a file as text. */
public final class FirstLines {

    private FirstLines() {}

    /**
     * Reads them.
     *
     * @param most how many
     * @throws ReleaseException if they are too long or not in the encoding of the layout
     */
    public static List<String> of(ReleaseFile file, Layout layout, int most, ReadLimits limits) throws IOException {
        try (var lines = new LineReader(file.shown(), file.open(), layout.encoding(), limits.record())) {
            var first = new ArrayList<String>();
            while (first.size() < most && lines.next()) {
                first.add(lines.text());
            }
            return first;
        }
    }
}
