package org.almoner.dataset.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

import org.almoner.dataset.archive.ArchiveName;
import org.almoner.dataset.archive.ExtractDescription;
import org.almoner.dataset.archive.ExtractType;
import org.almoner.dataset.archive.ZlibCodec;
import org.almoner.dataset.disk.Disk;
import org.almoner.dataset.source.LineBlock;
import org.almoner.dataset.text.TextLimits;

/**
 * A folder with a source and the extracts made of it, which are numbered.
 *
 * @param root of its own
 */
record Trial(Path root, CompiledDataSet dataSet, EngineSettings settings, Disk disk, int blockSize) {

    static final EngineSettings SETTINGS = new EngineSettings(2, 1 << 20, TextLimits.DEFAULT, new ZlibCodec(1));

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    static Trial in(Path root) {
        return new Trial(root, SmallSet.views(), SETTINGS, Disk.local(), LineBlock.USUAL);
    }

    Trial {
        try {
            Files.createDirectories(root.resolve("source"));
            Files.createDirectories(root.resolve("out"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Trial of(CompiledDataSet other) {
        return new Trial(root, other, settings, disk, blockSize);
    }

    Trial with(UnaryOperator<EngineSettings> change) {
        return new Trial(root, dataSet, change.apply(settings), disk, blockSize);
    }

    Trial on(Disk other) {
        return new Trial(root, dataSet, settings, other, blockSize);
    }

    Trial inBlocksOf(int bytes) {
        return new Trial(root, dataSet, settings, disk, bytes);
    }

    Path source() {
        return root.resolve("source");
    }

    /** Writes lines, each with its end. */
    Trial file(String name, String... lines) {
        return text(name, List.of(lines).stream().map(line -> line + "\n").reduce("", String::concat));
    }

    Trial text(String name, String text) {
        return bytes(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file of the source, gzipped if it is called so. */
    Trial bytes(String name, byte[] bytes) {
        return raw(name, name.endsWith(".gz") ? gzip(bytes) : bytes);
    }

    Trial raw(String name, byte[] bytes) {
        try {
            Files.write(source().resolve(name), bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(byte[] bytes) {
        var zipped = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    ArchiveName name(ExtractType type, int number) {
        return new ArchiveName(type, "demo-client", "demo", dataSet.version(), START.plus(Duration.ofDays(number)));
    }

    Path index(ArchiveName name) {
        return root.resolve("out").resolve(name.stem() + ".index");
    }

    Path quarantine() {
        return root.resolve("quarantine");
    }

    BadInput asideFor() {
        return new BadInput.Quarantine(quarantine());
    }

    Order completeOrder(int number, BadInput badInput) {
        return order(new Source.Folder(source()), name(ExtractType.COMPLETE, number), Optional.empty(), badInput);
    }

    Order incrementalOrder(int number, ArchiveName base, BadInput badInput) {
        return order(new Source.Folder(source()), name(ExtractType.INCREMENTAL, number), Optional.of(base), badInput);
    }

    Order order(Source from, ArchiveName name, Optional<ArchiveName> base, BadInput badInput) {
        return new Order(
                dataSet,
                from,
                new ExtractDescription(
                        name,
                        dataSet.type(),
                        name.time().minusSeconds(60),
                        name.time().plusSeconds(60),
                        base),
                base.map(this::index),
                root.resolve("out"),
                index(name),
                root.resolve("work"),
                badInput);
    }

    Made make(Order order, Watcher watcher) throws IOException {
        return new Engine(settings, disk, blockSize).make(order, watcher);
    }

    Made make(Order order) throws IOException {
        return make(order, Watcher.NOBODY);
    }

    Made complete(int number) throws IOException {
        return make(completeOrder(number, new BadInput.Fail()));
    }

    /** Bad lines are put aside. */
    Made completeAside(int number) throws IOException {
        return make(completeOrder(number, asideFor()));
    }

    Made incremental(int number, Made base) throws IOException {
        return make(
                incrementalOrder(number, base.extract().summary().description().name(), new BadInput.Fail()));
    }

    /** All there is but the source, by path: a failed run must leave it as it was. */
    NavigableMap<String, String> visible() {
        var all = new TreeMap<String, String>();
        try (var paths = Files.walk(root)) {
            for (var path : paths.filter(path -> !path.startsWith(source())).toList()) {
                all.put(
                        root.relativize(path).toString(),
                        Files.isDirectory(path) ? "" : Base64.getEncoder().encodeToString(Files.readAllBytes(path)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
