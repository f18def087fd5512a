package org.almoner.bench.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

import org.almoner.bench.measure.BenchFailure;
import org.almoner.client.catalog.Sha256;

/** Checks, by SHA-256, that a server gives exactly the bytes that it was given: a wrong answer may be fast. */
final class SameBytes {

    private final TestFiles files;

    SameBytes(TestFiles files) {
        this.files = files;
    }

    /** @throws BenchFailure if any file of the set comes out otherwise than it is */
    void check(Contender contender, FileSet set) {
        var names = set.fileNames(files.scale());
        var targets = contender.targets().of(set);
        if (targets.size() != names.size()) {
            throw new BenchFailure(contender.name() + " has " + targets.size() + " files of " + names.size());
        }
        var fetch = new Fetch();
        for (int i = 0; i < names.size(); i++) {
            var downloaded = Sha256.digest();
            fetch.fetch(contender.address(), targets.get(i), Map.of(), downloaded::update);
            if (!Arrays.equals(downloaded.digest(), ofFile(files.path(set, names.get(i))))) {
                throw new BenchFailure(contender.name() + " gave wrong bytes for " + names.get(i));
            }
        }
    }

    private static byte[] ofFile(Path path) {
        var digest = Sha256.digest();
        var chunk = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(path)) {
            for (int count = in.read(chunk); count > 0; count = in.read(chunk)) {
                digest.update(chunk, 0, count);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return digest.digest();
    }
}
