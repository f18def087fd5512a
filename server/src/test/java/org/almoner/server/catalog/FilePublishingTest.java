package org.almoner.server.catalog;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;

import org.almoner.server.TestDatabase;
import org.almoner.server.catalog.Address.VersionAddress;
import org.almoner.server.failure.Conflict;
import org.almoner.server.failure.Invalid;
import org.almoner.server.failure.NotFound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.almoner.server.catalog.CatalogWorld.PUBLISHING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How files get into a draft. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class FilePublishingTest {

    private static final FileName CODES = new FileName("codes.csv");
    private static final byte[] CONTENT = "A00 Cholera\nA01 Typhoid\n".getBytes(StandardCharsets.UTF_8);

    private final CatalogWorld world;
    private final VersionAddress draft;

    FilePublishingTest(TestDatabase database) {
        world = new CatalogWorld(database.fresh());
        draft = world.aDraft(world.aSubProduct(world.aProduct("ICD"), "US"), "2026");
    }

    @Test
    void aFileIsSentInOneGo() throws IOException {
        var file = world.files.put(PUBLISHING, draft, codes(), stream(CONTENT));

        assertThat(file.progress()).isEqualTo(new DraftFile.Stored(CONTENT.length, MemoryStore.sha256(CONTENT)));
        assertThat(world.store.contents()).containsExactly(CONTENT);
    }

    @Test
    void aFileIsSentInParts() throws IOException {
        world.files.announce(PUBLISHING, draft, codes());
        var first = world.files.append(PUBLISHING, draft, CODES, 0, false, stream(CONTENT, 0, 10));
        assertThat(UploadHeaders.offset(first)).isEqualTo(10);

        var whole = world.files.append(PUBLISHING, draft, CODES, 10, true, stream(CONTENT, 10, CONTENT.length));

        assertThat(whole.progress()).isEqualTo(new DraftFile.Stored(CONTENT.length, MemoryStore.sha256(CONTENT)));
    }

    @Test
    void aBrokenConnectionLosesNothingThatArrived() throws IOException {
        assertThatThrownBy(() -> world.files.put(PUBLISHING, draft, codes(), breakingAfter(CONTENT, 7)))
                .isInstanceOf(IOException.class);

        var left = world.files.find(PUBLISHING, draft, CODES);
        assertThat(UploadHeaders.offset(left)).isEqualTo(7);
        var whole = world.files.append(PUBLISHING, draft, CODES, 7, true, stream(CONTENT, 7, CONTENT.length));
        assertThat(whole.progress()).isEqualTo(new DraftFile.Stored(CONTENT.length, MemoryStore.sha256(CONTENT)));
    }

    @Test
    void aWrongOffsetIsAConflict() {
        world.files.announce(PUBLISHING, draft, codes());

        assertThatThrownBy(() -> world.files.append(PUBLISHING, draft, CODES, 5, false, stream(CONTENT)))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void aFileThatIsNotAsAnnouncedIsGone() {
        var wrong = new NewFile(CODES, null, MemoryStore.sha256(new byte[] {1}), "text/csv");

        assertThatThrownBy(() -> world.files.put(PUBLISHING, draft, wrong, stream(CONTENT)))
                .isInstanceOf(Invalid.class);

        assertThat(world.files.all(PUBLISHING, draft)).isEmpty();
        assertThatThrownBy(() -> world.files.find(PUBLISHING, draft, CODES)).isInstanceOf(NotFound.class);
        assertThat(world.events)
                .last()
                .isInstanceOfSatisfying(
                        CatalogEvent.FileRejected.class,
                        event -> assertThat(event.object()).isEqualTo(draft + "/codes.csv"));
    }

    @Test
    void aFileCanBeSentAnewAfterItWasNotAsAnnounced() throws IOException {
        var wrong = new NewFile(CODES, null, MemoryStore.sha256(new byte[] {1}), "text/csv");
        assertThatThrownBy(() -> world.files.put(PUBLISHING, draft, wrong, stream(CONTENT)))
                .isInstanceOf(Invalid.class);

        world.files.put(PUBLISHING, draft, codes(), stream(CONTENT));

        assertThat(world.store.contents()).containsExactly(CONTENT);
    }

    @Test
    void theLastPartIsNotTakenForTheWholeIfBytesAreMissing() throws IOException {
        world.files.announce(PUBLISHING, draft, codes());

        assertThatThrownBy(() -> world.files.append(PUBLISHING, draft, CODES, 0, true, stream(CONTENT, 0, 5)))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("5 of the announced " + CONTENT.length);

        var whole = world.files.append(PUBLISHING, draft, CODES, 5, true, stream(CONTENT, 5, CONTENT.length));
        assertThat(whole.progress()).isInstanceOf(DraftFile.Stored.class);
    }

    @Test
    void aReplacedFileStaysUntilTheNewOneIsWhole() throws IOException {
        world.files.put(PUBLISHING, draft, codes(), stream(CONTENT));
        var other = "B00\n".getBytes(StandardCharsets.UTF_8);
        var replacement = new NewFile(CODES, (long) other.length, null, "text/plain");

        assertThatThrownBy(() -> world.files.put(PUBLISHING, draft, replacement, breakingAfter(other, 2)))
                .isInstanceOf(IOException.class);
        assertThat(world.store.contents()).containsExactly(CONTENT);

        var whole = world.files.append(PUBLISHING, draft, CODES, 2, true, stream(other, 2, other.length));
        assertThat(whole.contentType()).isEqualTo("text/plain");
        assertThat(world.store.contents()).containsExactly(other);
    }

    @Test
    void aRefusedReplacementLeavesWhatWasThere() throws IOException {
        world.files.put(PUBLISHING, draft, codes(), stream(CONTENT));
        var wrong = new NewFile(CODES, null, MemoryStore.sha256(new byte[] {1}), "text/csv");

        assertThatThrownBy(() -> world.files.put(PUBLISHING, draft, wrong, stream(new byte[] {2})))
                .isInstanceOf(Invalid.class);

        assertThat(world.files.find(PUBLISHING, draft, CODES).progress())
                .isEqualTo(new DraftFile.Stored(CONTENT.length, MemoryStore.sha256(CONTENT)));
    }

    @Test
    void anAnnouncedFileIsNotAnnouncedTwice() {
        world.files.announce(PUBLISHING, draft, codes());

        assertThatThrownBy(() -> world.files.announce(PUBLISHING, draft, codes()))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void anUploadThatWasSweptIsAnnouncedAnew() throws IOException {
        world.files.announce(PUBLISHING, draft, codes());
        world.store.sweep();
        assertThatThrownBy(() -> world.files.find(PUBLISHING, draft, CODES)).isInstanceOf(NotFound.class);

        world.files.announce(PUBLISHING, draft, codes());

        var whole = world.files.append(PUBLISHING, draft, CODES, 0, true, stream(CONTENT));
        assertThat(whole.progress()).isInstanceOf(DraftFile.Stored.class);
    }

    @Test
    void namesThatDifferOnlyInCaseAreNotBothThere() throws IOException {
        world.files.put(PUBLISHING, draft, codes(), stream(CONTENT));
        var shouting = new NewFile(new FileName("CODES.csv"), null, null, "text/csv");

        assertThatThrownBy(() -> world.files.put(PUBLISHING, draft, shouting, stream(CONTENT)))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> world.files.announce(PUBLISHING, draft, shouting))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> world.files.find(PUBLISHING, draft, shouting.name()))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void aDeletedFileIsGoneWithItsBytes() throws IOException {
        world.files.put(PUBLISHING, draft, codes(), stream(CONTENT));

        world.files.delete(PUBLISHING, draft, CODES);

        assertThat(world.files.all(PUBLISHING, draft)).isEmpty();
        assertThat(world.store.contents()).isEmpty();
    }

    @Test
    void aFileOfADraftThatWasDeletedMeanwhileIsNotKept() throws IOException {
        world.files.announce(PUBLISHING, draft, codes());
        var deleting =
                new SequenceInputStream(stream(CONTENT, 0, 5), new End(() -> world.versions.delete(PUBLISHING, draft)));

        assertThatThrownBy(() -> world.files.append(PUBLISHING, draft, CODES, 0, true, deleting))
                .isInstanceOf(NotFound.class);
        assertThat(world.store.contents()).isEmpty();
    }

    private static NewFile codes() {
        return new NewFile(CODES, (long) CONTENT.length, null, "text/csv");
    }

    private static InputStream stream(byte[] bytes) {
        return stream(bytes, 0, bytes.length);
    }

    private static InputStream stream(byte[] bytes, int from, int to) {
        return new ByteArrayInputStream(bytes, from, to - from);
    }

    private static InputStream breakingAfter(byte[] bytes, int count) {
        return new SequenceInputStream(stream(bytes, 0, count), new End(() -> {
            throw new IOException("Connection reset");
        }));
    }

    /** What happens after the bytes. */
    private static final class End extends InputStream {

        private interface Happening {
            void happen() throws IOException;
        }

        private final Happening happening;

        End(Happening happening) {
            this.happening = happening;
        }

        @Override
        public int read() throws IOException {
            happening.happen();
            return -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return read();
        }
    }
}
