package org.almoner.server.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.almoner.server.failure.StorageFull;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FolderStoreTest extends ObjectStoreContract {

    @TempDir
    Path data;

    @Override
    ObjectStore store() {
        return new FolderStore(data, 0);
    }

    @Override
    ObjectStore restarted() {
        return new FolderStore(data, 0);
    }

    @Test
    void spreadsObjectsOverFolders() throws IOException {
        seal(Bytes.random(10));

        var name = key.value();
        var file = data.resolve("objects")
                .resolve(name.substring(0, 2))
                .resolve(name.substring(2, 4))
                .resolve(name);
        assertThat(file).hasBinaryContent(Bytes.random(10));
        assertThat(store().file(key))
                .hasValueSatisfying(found -> assertThat(found).isEqualTo(file.toAbsolutePath()));
        assertThat(data.resolve("uploads")).isEmptyDirectory();
    }

    @Test
    void findsAnEmptyUploadWhoseFileAPowerCutTook() throws IOException {
        var staging = store().stage(key);
        Files.delete(data.resolve("uploads").resolve(key + ".part"));

        assertThat(store().kept(staging)).isZero();
        append(staging, Bytes.random(10));
        store().seal(staging);
        assertThat(read(store(), 0, 10)).isEqualTo(Bytes.random(10));
    }

    @Test
    void leavesTheReserveFree() {
        var greedy = new FolderStore(data, Long.MAX_VALUE / 2);
        var staging = greedy.stage(key);

        assertThatThrownBy(() -> greedy.requireRoom(1)).isInstanceOf(StorageFull.class);
        assertThatThrownBy(() -> {
                    try (var writer = greedy.append(staging, null)) {
                        writer.write(new byte[10], 0, 10);
                    }
                })
                .isInstanceOf(StorageFull.class);
        assertThat(greedy.kept(staging)).isZero();
    }
}
