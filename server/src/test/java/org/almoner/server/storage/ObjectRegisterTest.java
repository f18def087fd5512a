package org.almoner.server.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

import org.almoner.server.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ParameterizedClass
@CsvSource({"H2, folder", "POSTGRESQL, folder", "H2, s3"})
class ObjectRegisterTest {

    private static final byte[] BYTES = Bytes.random(100_000);

    private final AutoCloseable closing;
    private final Storage storage;
    private final Path elsewhere;

    ObjectRegisterTest(TestDatabase database, String kind, @TempDir Path data, @TempDir Path elsewhere)
            throws Exception {
        this.elsewhere = elsewhere;
        var clock = new TestClock("2026-11-22T10:00:00Z");
        if (kind.equals("s3")) {
            var server = new S3Server(data);
            closing = server::stop;
            storage = new Storage(database.fresh(), server.store(), clock);
        } else {
            closing = () -> {};
            storage = new Storage(database.fresh(), data, clock);
        }
    }

    @AfterEach
    void stop() throws Exception {
        closing.close();
    }

    private StoredObject stored(byte[] bytes) throws IOException {
        var upload = storage.uploads.begin(null, null);
        storage.uploads.append(upload.id(), 0, new ByteArrayInputStream(bytes));
        return storage.uploads.complete(upload.id());
    }

    private byte[] from(StoredObject object, long first) throws IOException {
        try (var in = storage.objects.open(object, first)) {
            return in.readAllBytes();
        }
    }

    @Test
    void isReadFromAnyByteOn() throws IOException {
        var object = stored(BYTES);

        for (int first : new int[] {0, 1, 65_536, 99_999, 100_000}) {
            assertThat(from(object, first))
                    .as("from %d on", first)
                    .isEqualTo(Arrays.copyOfRange(BYTES, first, BYTES.length));
        }
    }

    @Test
    void isPlacedIntoAFile() throws IOException {
        var object = stored(BYTES);
        var to = elsewhere.resolve("copy");

        storage.objects.place(object, to);

        assertThat(to).hasBinaryContent(BYTES);
        Files.delete(to);
        assertThat(from(object, 0)).isEqualTo(BYTES);
    }

    @Test
    void anEmptyOneIsPlacedAndReadToo() throws IOException {
        var object = stored(new byte[0]);
        var to = elsewhere.resolve("copy");

        storage.objects.place(object, to);

        assertThat(to).isEmptyFile();
        assertThat(from(object, 0)).isEmpty();
    }

    @Test
    void takesNoFilesPlace() throws IOException {
        var object = stored(BYTES);
        var to = Files.writeString(elsewhere.resolve("copy"), "mine");

        assertThatThrownBy(() -> storage.objects.place(object, to)).isInstanceOf(FileAlreadyExistsException.class);

        assertThat(to).hasContent("mine");
        assertThat(from(object, 0)).isEqualTo(BYTES);
    }

    @Test
    void whatIsGoneIsSaidToBe() throws IOException {
        var object = stored(BYTES);
        storage.store.delete(object.key());

        assertThatThrownBy(() -> storage.objects.place(object, elsewhere.resolve("copy")))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(elsewhere.resolve("copy")).doesNotExist();
    }
}
