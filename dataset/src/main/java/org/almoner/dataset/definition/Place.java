package org.almoner.dataset.definition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the files of a data set are. */
sealed interface Place {

    /** More than anybody writes; a file that is larger is something else. */
    int MOST_BYTES = 16 << 20;

    /** A file's bytes, up to one more than {@link #MOST_BYTES}; empty if there is no such file. */
    Optional<byte[]> bytes(String fileName) throws IOException;

    /** The names of all its files, sorted; none where they cannot be listed. */
    List<String> fileNames();

    /** A folder. */
    record Folder(Path path) implements Place {

        @Override
        public Optional<byte[]> bytes(String fileName) throws IOException {
            var file = path.resolve(fileName);
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            try (var in = Files.newInputStream(file)) {
                return Optional.of(in.readNBytes(MOST_BYTES + 1));
            }
        }

        @Override
        public List<String> fileNames() {
            try (var all = Files.list(path)) {
                return all.map(file -> file.getFileName().toString()).sorted().toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** A folder on the class path, beside the classes of this module. */
    record Resources(String path) implements Place {

        @Override
        public Optional<byte[]> bytes(String fileName) throws IOException {
            try (InputStream in = DataSet.class.getResourceAsStream(path + "/" + fileName)) {
                return in == null ? Optional.empty() : Optional.of(in.readNBytes(MOST_BYTES + 1));
            }
        }

        @Override
        public List<String> fileNames() {
            return List.of();
        }

        @Override
        public String toString() {
            return "the class path at " + path;
        }
    }

    /** Strictly: a byte that is not UTF-8 is an error, not a replacement character. */
    static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
