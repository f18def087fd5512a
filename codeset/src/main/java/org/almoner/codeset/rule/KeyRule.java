package org.almoner.codeset.rule;

import java.io.IOException;

import org.almoner.codeset.keys.KeySet;
import org.almoner.codeset.keys.KeyThread;
import org.almoner.codeset.keys.Scratch;
import org.almoner.codeset.profile.Layout;
import org.almoner.codeset.profile.Severity;
import org.almoner.codeset.read.RowReader;

/** Rows have keys, and no two rows the same one. */
final class KeyRule implements RowRule, AutoCloseable {

    private final Layout layout;
    private final RowKey key;
    private final KeySet keys;
    private final KeyThread thread;

    KeyRule(Layout layout, FileFindings findings, Scratch scratch, KeyThread thread) {
        this.layout = layout;
        this.thread = thread;
        this.key = new RowKey(layout.key(), layout);
        this.keys = new KeySet(
                scratch,
                (bytes, start, end, first, again) -> findings.found(
                        RuleKind.KEY,
                        Severity.ERROR,
                        again,
                        () -> "the key " + FileFindings.shown(bytes, start, end) + " is that of line " + first
                                + ", too"));
    }

    @Override
    public void look(RowReader row, FileFindings findings) throws IOException {
        if (key.take(row)) {
            thread.add(keys, key.bytes(), 0, key.length(), row.line());
        } else {
            findings.found(RuleKind.KEY, Severity.ERROR, row, () -> "has no " + String.join(" and no ", layout.key()));
        }
    }

    /** After the last row, and when the thread has done all: tells what is not told yet. */
    void settle() throws IOException {
        keys.settle();
    }

    @Override
    public void close() throws IOException {
        keys.close();
    }
}
