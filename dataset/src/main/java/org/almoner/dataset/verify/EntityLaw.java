package org.almoner.dataset.verify;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

import org.almoner.dataset.index.SortedHashes;
import org.almoner.dataset.text.RowHash;

/** Goes through the four sorted lists of one entity's hashes side by side. */
final class EntityLaw {

    private final Cursor before;
    private final Cursor deletes;
    private final Cursor inserts;
    private final Cursor after;

    EntityLaw(SortedHashes before, SortedHashes deletes, SortedHashes inserts, SortedHashes after) throws IOException {
        this.before = new Cursor(before);
        this.deletes = new Cursor(deletes);
        this.inserts = new Cursor(inserts);
        this.after = new Cursor(after);
    }

    /** How the entity breaks the law, if it does. */
    Optional<LawReport.Breach> check(String entity) throws IOException {
        long wrong = 0;
        String example = "";
        String reason = "";
        for (Optional<RowHash> least = least(); least.isPresent(); least = least()) {
            RowHash hash = least.get();
            long had = before.take(hash);
            long deleted = deletes.take(hash);
            long inserted = inserts.take(hash);
            long wanted = after.take(hash);
            long oneByOne = Math.max(0, had - deleted) + inserted;
            long allAtOnce = (deleted > 0 ? 0 : had) + inserted;
            if (oneByOne != wanted || allAtOnce != wanted || deleted > had) {
                wrong++;
                if (wrong == 1) {
                    example = hash.toString();
                    reason = "%d rows before, %d deletes and %d inserts, but %d rows after"
                            .formatted(had, deleted, inserted, wanted);
                }
            }
        }
        return wrong == 0 ? Optional.empty() : Optional.of(new LawReport.Breach(entity, wrong, example, reason));
    }

    private Optional<RowHash> least() {
        return Stream.of(before, deletes, inserts, after)
                .flatMap(cursor -> cursor.current.stream())
                .min(RowHash::compareTo);
    }

    private static final class Cursor {

        private final SortedHashes hashes;
        private Optional<RowHash> current = Optional.empty();

        Cursor(SortedHashes hashes) throws IOException {
            this.hashes = hashes;
            advance();
        }

        /** Goes past all that are equal to a hash, and counts them. */
        long take(RowHash hash) throws IOException {
            long count = 0;
            while (current.isPresent() && current.get().equals(hash)) {
                count++;
                advance();
            }
            return count;
        }

        private void advance() throws IOException {
            current = hashes.next() ? Optional.of(new RowHash(hashes.high(), hashes.low())) : Optional.empty();
        }
    }
}
