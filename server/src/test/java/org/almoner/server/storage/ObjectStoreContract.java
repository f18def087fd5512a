package org.almoner.server.storage;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.almoner.server.failure.Conflict;
import org.almoner.server.storage.ObjectStore.Staging;
import org.almoner.server.storage.ObjectStore.Trace;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every store promises. */
abstract class ObjectStoreContract {

    /** More than two parts of any store, and not a whole number of them. */
    private static final int LARGE = (17 << 20) + 12_345;

    final ObjectKey key = ObjectKey.of(UUID.randomUUID());

    abstract ObjectStore store();

    /** The same store after its process has died and another has started. */
    abstract ObjectStore restarted();

    @Test
    void givesBackWhatWasWritten() throws IOException {
        var bytes = Bytes.random(100_000);

        seal(bytes);

        assertThat(read(store(), 0, bytes.length)).isEqualTo(bytes);
    }

    @Test
    void keepsAnObjectWithoutBytes() throws IOException {
        seal(new byte[0]);

        assertThat(store().read(key, 0, 0)).isEmpty();
    }

    @Test
    void keepsAnObjectOfSeveralParts() throws IOException {
        var bytes = Bytes.random(LARGE);

        seal(bytes);

        assertThat(read(store(), 0, LARGE)).isEqualTo(bytes);
    }

    @Test
    void givesTheRangeAskedForAndNoMore() throws IOException {
        var bytes = Bytes.random(100_000);
        seal(bytes);

        assertThat(read(store(), 70_000, 5)).isEqualTo(Arrays.copyOfRange(bytes, 70_000, 70_005));
        assertThat(read(store(), 99_999, 1)).isEqualTo(new byte[] {bytes[99_999]});
    }

    @Test
    void showsNothingOfWhatIsNotSealed() {
        var staging = store().stage(key);
        append(staging, Bytes.random(10));

        assertThatThrownBy(() -> store().read(key, 0, 10)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void continuesWhereTheLastAppendEnded() throws IOException {
        var bytes = Bytes.random(LARGE);
        var staging = store().stage(key);
        append(staging, Arrays.copyOfRange(bytes, 0, 10));
        append(staging, Arrays.copyOfRange(bytes, 10, 9_000_000));
        append(staging, Arrays.copyOfRange(bytes, 9_000_000, LARGE));
        store().seal(staging);

        assertThat(read(store(), 0, LARGE)).isEqualTo(bytes);
    }

    @Test
    void tellsHowMuchIsKept() {
        var staging = store().stage(key);

        assertThat(store().kept(staging)).isZero();
        append(staging, Bytes.random(10));
        assertThat(store().kept(staging)).isEqualTo(10);
        append(staging, Bytes.random(LARGE));
        assertThat(store().kept(staging)).isEqualTo(LARGE + 10);
        store().seal(staging);
        assertThat(store().kept(staging)).isEqualTo(LARGE + 10);
    }

    @Test
    void findsWhatWasStagedAfterARestart() throws IOException {
        var bytes = Bytes.random(LARGE);
        var staging = store().stage(key);
        append(staging, Arrays.copyOfRange(bytes, 0, LARGE - 100));

        var restarted = restarted();

        assertThat(restarted.kept(staging)).isEqualTo(LARGE - 100);
        try (var writer = restarted.append(staging, (long) LARGE)) {
            writer.write(bytes, LARGE - 100, 100);
        }
        restarted.seal(staging);
        assertThat(read(restarted, 0, LARGE)).isEqualTo(bytes);
    }

    @Test
    void sealsTwiceAsOnce() throws IOException {
        var staging = store().stage(key);
        append(staging, Bytes.random(10));

        store().seal(staging);
        restarted().seal(staging);

        assertThat(read(store(), 0, 10)).isEqualTo(Bytes.random(10));
    }

    @Test
    void refusesToAppendToAnObject() {
        var staging = seal(Bytes.random(10));

        assertThatThrownBy(() -> append(staging, Bytes.random(10))).isInstanceOf(Conflict.class);
    }

    @Test
    void discardsWhatIsStaged() {
        var staging = store().stage(key);
        append(staging, Bytes.random(LARGE));

        store().discard(staging);
        store().discard(staging);

        assertThat(store().kept(staging)).isZero();
        assertThat(traces()).isEmpty();
    }

    @Test
    void deletesAnObject() {
        seal(Bytes.random(10));

        store().delete(key);
        store().delete(key);

        assertThatThrownBy(() -> store().read(key, 0, 10)).isInstanceOf(NoSuchFileException.class);
        assertThat(traces()).isEmpty();
    }

    @Test
    void tracesWhatIsStagedAndWhatIsSealed() {
        var other = ObjectKey.of(UUID.randomUUID());
        seal(Bytes.random(10));
        append(store().stage(other), Bytes.random(10));

        assertThat(traces())
                .contains(new Trace.Sealed(key))
                .anyMatch(trace -> trace instanceof Trace.Staged && trace.key().equals(other))
                .allMatch(trace -> trace.key().equals(key) || trace.key().equals(other));
    }

    @Test
    void tracesNothingYoungerThanAskedFor() {
        seal(Bytes.random(10));

        try (var traces = store().traces(Instant.now().minusSeconds(3600))) {
            assertThat(traces).isEmpty();
        }
    }

    @Test
    void leavesNothingBehindWhenItSeals() {
        seal(Bytes.random(LARGE));

        assertThat(traces()).containsExactly(new Trace.Sealed(key));
    }

    final byte[] read(ObjectStore store, long first, long length) throws IOException {
        try (var in = store.read(key, first, length)) {
            return in.readAllBytes();
        }
    }

    final List<Trace> traces() {
        try (var traces = store().traces(Instant.now().plusSeconds(3600))) {
            return traces.toList();
        }
    }

    final Staging seal(byte[] bytes) {
        var staging = store().stage(key);
        append(staging, bytes);
        store().seal(staging);
        return staging;
    }

    final void append(Staging staging, byte[] bytes) {
        try (var writer = store().append(staging, null)) {
            for (int i = 0; i < bytes.length; i += 100_000) {
                writer.write(bytes, i, Math.min(100_000, bytes.length - i));
            }
        }
    }
}
