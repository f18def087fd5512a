package org.almoner.codeset.keys;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import org.jspecify.annotations.Nullable;

/**
 * Keys of any number, which tells those that come twice, and those that are asked for and never come. In memory as long as there is room;
 * then in parts on disk, of which one at a time is looked at in the end. One thread at a time.
 */
public final class KeySet implements AutoCloseable {

    private final Scratch scratch;
    private final Hasher64 partHasher;
    private final Twice twice;
    private final List<Missing> askers = new ArrayList<>();

    private @Nullable KeyTable table;
    private long taken;
    private final List<Spool> keys = new ArrayList<>();
    private final List<Spool> asked = new ArrayList<>();
    private final Spool waiting;
    private boolean complete;

    /** Hears of keys that come twice. */
    public interface Twice {
        /**
         * A key has come again.
         *
         * @param first the number of it that came first
         * @param again the number of this one
         */
        void found(byte[] bytes, int start, int end, long first, long again);
    }

    /** Hears of keys that are not there. */
    public interface Missing {
        /** @param number whatever was given when it was asked for */
        void found(byte[] bytes, int start, int end, long number);
    }

    public KeySet(Scratch scratch, Twice twice) {
        this.scratch = scratch;
        this.twice = twice;
        // Another one than the table's: all keys of one part would otherwise crowd into one end of a table.
        this.partHasher = Hashing.xxh3_64(~scratch.seed());
        this.table = new KeyTable(scratch.seed());
        this.waiting = new Spool(scratch);
    }

    /**
     * Puts a key in.
     *
     * @param number from 0 to 4,294,967,295, such as a line
     */
    public void add(byte[] key, int start, int end, long number) throws IOException {
        if (table != null && !roomFor(table, end - start)) {
            spill(table);
        }
        if (table == null) {
            keys.get(part(key, start, end)).write(number, key, start, end);
            return;
        }
        long first = table.add(key, start, end, number);
        if (first >= 0) {
            twice.found(key, start, end, first, number);
        }
    }

    private boolean roomFor(KeyTable growing, int length) {
        long wanted = growing.memoryWith(length);
        if (wanted <= taken) {
            return true;
        }
        // While it grows, the table stands there twice.
        if (!scratch.take(wanted - taken)) {
            return false;
        }
        taken = wanted;
        return true;
    }

    private void spill(KeyTable full) throws IOException {
        for (int i = 0; i < scratch.parts(); i++) {
            keys.add(new Spool(scratch));
            asked.add(new Spool(scratch));
        }
        full.visit(
                (bytes, start, end, number) -> keys.get(part(bytes, start, end)).write(number, bytes, start, end));
        table = null;
        scratch.give(taken);
        taken = 0;
        while (waiting.next()) {
            asked.get(part(waiting.bytes(), Long.BYTES, waiting.length()))
                    .write(waiting.number(), waiting.bytes(), 0, waiting.length());
        }
    }

    private int part(byte[] key, int start, int end) {
        return (int) Math.floorMod(KeyTable.hash(partHasher, key, start, end), (long) scratch.parts());
    }

    /** Somebody who asks. */
    public int asker(Missing missing) {
        askers.add(missing);
        return askers.size() - 1;
    }

    /** Asks for a key, which may come later. Whoever asks hears soon or in the end if it does not. */
    public void ask(int asker, byte[] key, int start, int end, long number) throws IOException {
        if (table != null) {
            if (table.has(key, start, end)) {
                return;
            }
            if (complete) {
                askers.get(asker).found(key, start, end, number);
                return;
            }
        }
        byte[] question = question(asker, key, start, end);
        var to = table == null ? asked.get(part(key, start, end)) : waiting;
        to.write(number, question, 0, question.length);
    }

    private static byte[] question(int asker, byte[] key, int start, int end) {
        byte[] question = new byte[Long.BYTES + end - start];
        question[0] = (byte) asker;
        question[1] = (byte) (asker >> 8);
        System.arraycopy(key, start, question, Long.BYTES, end - start);
        return question;
    }

    /** No more keys come. */
    public void complete() throws IOException {
        if (!complete) {
            complete = true;
            if (table != null) {
                answer(waiting, table);
            }
        }
    }

    /** Nobody asks any more: tells whatever is not yet told. */
    public void settle() throws IOException {
        complete();
        for (int i = 0; i < keys.size(); i++) {
            var part = new KeyTable(scratch.seed());
            var spool = keys.get(i);
            while (spool.next()) {
                long first = part.add(spool.bytes(), 0, spool.length(), spool.number());
                if (first >= 0) {
                    twice.found(spool.bytes(), 0, spool.length(), first, spool.number());
                }
            }
            answer(asked.get(i), part);
            spool.close();
            asked.get(i).close();
        }
        keys.clear();
        asked.clear();
    }

    private void answer(Spool questions, KeyTable all) throws IOException {
        while (questions.next()) {
            byte[] question = questions.bytes();
            if (!all.has(question, Long.BYTES, questions.length())) {
                askers.get((question[0] & 0xff) | (question[1] & 0xff) << 8)
                        .found(question, Long.BYTES, questions.length(), questions.number());
            }
        }
    }

    @Override
    public void close() throws IOException {
        scratch.give(taken);
        taken = 0;
        table = null;
        waiting.close();
        for (var spool : keys) {
            spool.close();
        }
        for (var spool : asked) {
            spool.close();
        }
    }
}
