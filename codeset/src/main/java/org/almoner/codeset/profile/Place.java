package org.almoner.codeset.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the files of a profile are. */
sealed interface Place {

    /** More than anybody writes; a file that is larger is something else. */
    int MOST_BYTES = 4 << 20;

    /** A file's bytes, up to one more than {@link #MOST_BYTES}; empty if there is no such file. */
    Optional<byte[]> bytes(String fileName) throws IOException;

    /** The names of all its files, sorted; none where they cannot be listed. */
    List<String> fileNames() throws IOException;

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
        public List<String> fileNames() throws IOException {
            try (var all = Files.list(path)) {
                return all.map(file -> String.valueOf(file.getFileName()))
                        .sorted()
                        .toList();
            }
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** A folder on the class path, in this module. */
    record Resources(String path) implements Place {

        @Override
        public Optional<byte[]> bytes(String fileName) throws IOException {
            try (var in = Profile.class.getResourceAsStream(path + "/" + fileName)) {
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
}
