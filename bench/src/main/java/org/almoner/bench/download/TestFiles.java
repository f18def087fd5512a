package org.almoner.bench.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SplittableRandom;

/** The files that are served: noise, the same in every run, in a folder for each set. */
final class TestFiles {

    private static final int CHUNK = 1 << 20;
    private static final long SEED = 20_261_121;

    private final Path root;
    private final Scale scale;
    private final Set<FileSet> sets;

    private TestFiles(Path root, Scale scale, Set<FileSet> sets) {
        this.root = root;
        this.scale = scale;
        this.sets = Set.copyOf(sets);
    }

    /** Writes the sets' files below the folder. */
    static TestFiles write(Path root, Scale scale, Set<FileSet> sets) {
        var files = new TestFiles(root, scale, sets);
        var random = new SplittableRandom(SEED);
        try {
            for (var set : sets) {
                Files.createDirectory(root.resolve(set.label()));
                for (var name : set.fileNames(scale)) {
                    files.write(files.path(set, name), set.size(scale), random.split());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    Path root() {
        return root;
    }

    Set<FileSet> sets() {
        return sets;
    }

    Scale scale() {
        return scale;
    }

    Path path(FileSet set, String name) {
        return root.resolve(set.label()).resolve(name);
    }

    private void write(Path path, long size, SplittableRandom random) throws IOException {
        var chunk = new byte[(int) Math.min(CHUNK, size)];
        try (var out = Files.newOutputStream(path)) {
            for (long written = 0; written < size; written += chunk.length) {
                random.nextBytes(chunk);
                out.write(chunk, 0, (int) Math.min(chunk.length, size - written));
            }
        }
    }
}
