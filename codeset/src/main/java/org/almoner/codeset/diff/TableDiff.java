package org.almoner.codeset.diff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.almoner.codeset.keys.KeyTable;
import org.almoner.codeset.keys.Scratch;
import org.almoner.codeset.keys.Spool;
import org.almoner.codeset.read.RowReader;

/**
 * Compares one table. Two readers go through the releases side by side; as long as their rows are the same, nothing is kept. A row that
 * differs waits by its key until the other side comes by, and then they go on side by side. When there are too many that wait, rows
 * that differ are put on disk in parts, by the hashes of their codes, and each part is compared in the end.
 */
final class TableDiff implements AutoCloseable {

    private final Columns columns;
    private final Scratch scratch;
    private final ChangeSink sink;

    private final Waiting before = new Waiting();
    private final Waiting after = new Waiting();

    /** Codes with a row that is the same in both; only where a code has several rows. */
    private KeyTable kept;

    private long taken;
    private long wanted;
    private byte[] lastKept = new byte[0];

    private final List<Spool> partsBefore = new ArrayList<>();
    private final List<Spool> partsAfter = new ArrayList<>();
    private final List<Spool> partsKept = new ArrayList<>();

    TableDiff(Columns columns, Scratch scratch, ChangeSink sink) {
        this.columns = columns;
        this.scratch = scratch;
        this.sink = sink;
        this.kept = new KeyTable(scratch.seed());
    }

    void run(RowsOfTable old, RowsOfTable now) throws IOException {
        boolean hasOld = old.next();
        boolean hasNow = now.next();
        while (hasOld && hasNow) {
            if (columns.same(old.row(), now.row())) {
                keep(old.row());
                if (!columns.grouped()) {
                    old.skipSame(now);
                }
                hasOld = old.next();
                hasNow = now.next();
            } else if (isSpilled()) {
                spool(partsBefore, old.row());
                spool(partsAfter, now.row());
                hasOld = old.next();
                hasNow = now.next();
            } else if (meets(now.row(), before, true)) {
                hasNow = now.next();
            } else if (meets(old.row(), after, false)) {
                hasOld = old.next();
            } else {
                wait(old.row(), before);
                wait(now.row(), after);
                makeRoom();
                hasOld = old.next();
                hasNow = now.next();
            }
        }
        while (hasOld) {
            alone(old.row(), before, after, partsBefore, false);
            hasOld = old.next();
        }
        while (hasNow) {
            alone(now.row(), after, before, partsAfter, true);
            hasNow = now.next();
        }
        if (isSpilled()) {
            compareParts();
        } else {
            settle(before, after, kept);
        }
    }

    /** A row of one release when the other one has come to its end. */
    private void alone(RowReader row, Waiting own, Waiting others, List<Spool> parts, boolean isAfter)
            throws IOException {
        if (isSpilled()) {
            spool(parts, row);
        } else if (!meets(row, others, isAfter)) {
            wait(row, own);
            makeRoom();
        }
    }

    /** Whether a row's counterpart was waiting; they are compared then. */
    private boolean meets(RowReader row, Waiting others, boolean isAfter) throws IOException {
        if (others.isEmpty()) {
            return false;
        }
        byte[] key = RowImage.of(row, columns.key());
        byte[] image = others.take(key);
        if (image == null) {
            return false;
        }
        wanted -= Waiting.memory(key, image);
        byte[] own = RowImage.of(row, columns.count());
        pair(isAfter ? image : own, isAfter ? own : image);
        return true;
    }

    private void wait(RowReader row, Waiting own) {
        byte[] key = RowImage.of(row, columns.key());
        byte[] image = RowImage.of(row, columns.count());
        own.add(key, image);
        wanted += Waiting.memory(key, image);
    }

    /** Two rows of one key. */
    private void pair(byte[] old, byte[] now) throws IOException {
        var was = RowImage.of(old, columns.count());
        var is = RowImage.of(now, columns.count());
        if (!columns.same(was, is)) {
            sink.take(columns.both(List.of(was), List.of(is)));
        } else if (columns.grouped()) {
            keepCode(was.some(columns.code()));
        }
    }

    private void keep(RowReader row) throws IOException {
        if (columns.grouped()) {
            keepCode(RowImage.of(row, columns.code()));
        }
    }

    private void keepCode(byte[] code) throws IOException {
        if (Arrays.equals(code, lastKept)) {
            return;
        }
        lastKept = code;
        if (isSpilled()) {
            partsKept.get(part(code)).write(0, code, 0, code.length);
        } else {
            long more = kept.memory();
            kept.add(code, 0, code.length, 0);
            wanted += kept.memory() - more;
            makeRoom();
        }
    }

    private boolean isSpilled() {
        return !partsBefore.isEmpty();
    }

    /** Goes over to the disk when there is no more room. */
    private void makeRoom() throws IOException {
        if (wanted <= taken) {
            return;
        }
        long more = Math.max(1 << 20, wanted - taken);
        if (scratch.take(more)) {
            taken += more;
            return;
        }
        for (int i = 0; i < scratch.parts(); i++) {
            partsBefore.add(new Spool(scratch));
            partsAfter.add(new Spool(scratch));
            partsKept.add(new Spool(scratch));
        }
        before.visit((_, image) -> spool(partsBefore, image));
        after.visit((_, image) -> spool(partsAfter, image));
        kept.visit((bytes, start, end, _) -> {
            byte[] code = Arrays.copyOfRange(bytes, start, end);
            partsKept.get(part(code)).write(0, code, 0, code.length);
        });
        before.clear();
        after.clear();
        kept = new KeyTable(scratch.seed());
        scratch.give(taken);
        taken = 0;
        wanted = 0;
    }

    private void spool(List<Spool> parts, RowReader row) throws IOException {
        byte[] image = RowImage.of(row, columns.count());
        parts.get(part(RowImage.of(row, columns.code()))).write(0, image, 0, image.length);
    }

    private void spool(List<Spool> parts, byte[] image) throws IOException {
        parts.get(part(RowImage.of(image, columns.count()).some(columns.code())))
                .write(0, image, 0, image.length);
    }

    private int part(byte[] code) {
        return (int) Math.floorMod(KeyTable.hash(~scratch.seed(), code), (long) scratch.parts());
    }

    private void compareParts() throws IOException {
        for (int i = 0; i < partsBefore.size(); i++) {
            var keptHere = new KeyTable(scratch.seed());
            var spool = partsKept.get(i);
            while (spool.next()) {
                keptHere.add(spool.bytes(), 0, spool.length(), 0);
            }
            var old = new Waiting();
            each(partsBefore.get(i), image -> old.add(key(image), image));
            var now = new Waiting();
            each(partsAfter.get(i), image -> {
                byte[] key = key(image);
                byte[] counterpart = old.take(key);
                if (counterpart == null) {
                    now.add(key, image);
                } else {
                    pair(counterpart, image, keptHere);
                }
            });
            settle(old, now, keptHere);
        }
    }

    private void pair(byte[] old, byte[] now, KeyTable keptHere) throws IOException {
        var was = RowImage.of(old, columns.count());
        var is = RowImage.of(now, columns.count());
        if (!columns.same(was, is)) {
            sink.take(columns.both(List.of(was), List.of(is)));
        } else if (columns.grouped()) {
            byte[] code = was.some(columns.code());
            keptHere.add(code, 0, code.length, 0);
        }
    }

    private byte[] key(byte[] image) {
        return RowImage.of(image, columns.count()).some(columns.key());
    }

    private interface ImageUser {
        void take(byte[] image) throws IOException;
    }

    private static void each(Spool spool, ImageUser user) throws IOException {
        while (spool.next()) {
            user.take(Arrays.copyOf(spool.bytes(), spool.length()));
        }
    }

    /** What has met nobody is only in one of the releases, unless its code has other rows in both. */
    private void settle(Waiting old, Waiting now, KeyTable keptCodes) throws IOException {
        var codes = new LinkedHashMap<Bytes, Rows>();
        old.<IOException>visit((_, image) -> rows(codes, image).old.add(image));
        now.<IOException>visit((_, image) -> rows(codes, image).now.add(image));
        for (var entry : codes.entrySet()) {
            byte[] code = entry.getKey().array();
            var was = images(entry.getValue().old);
            var is = images(entry.getValue().now);
            if ((was.isEmpty() || is.isEmpty()) && !keptCodes.has(code, 0, code.length)) {
                sink.take(was.isEmpty() ? columns.only(Change.Kind.ADDED, is) : columns.only(Change.Kind.REMOVED, was));
            } else {
                sink.take(columns.both(was, is));
            }
        }
    }

    /** Rows of one code. */
    private static final class Rows {
        private final List<byte[]> old = new ArrayList<>();
        private final List<byte[]> now = new ArrayList<>();
    }

    private Rows rows(Map<Bytes, Rows> codes, byte[] image) {
        var code = new Bytes(RowImage.of(image, columns.count()).some(columns.code()));
        return codes.computeIfAbsent(code, _ -> new Rows());
    }

    /** In an order of their own: that of the file is no difference. */
    private List<RowImage> images(List<byte[]> images) {
        return images.stream()
                .sorted(Arrays::compare)
                .map(image -> RowImage.of(image, columns.count()))
                .toList();
    }

    @Override
    public void close() throws IOException {
        scratch.give(taken);
        taken = 0;
        for (var parts : List.of(partsBefore, partsAfter, partsKept)) {
            for (var spool : parts) {
                spool.close();
            }
        }
    }
}
