package org.almoner.client.sync;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.almoner.client.catalog.Sha256;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.download.Fetched;
import org.almoner.client.failure.AlmonerException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class InventoryTest {

    private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");
    private static final List<Subject> SUBJECTS = List.of(
            new Subject.OfVersion("acme", new VersionAddress("icd-10-cm-1", "codes-2", "2026-3")),
            new Subject.OfVersion("acme", new VersionAddress("icd-10-cm-1", "codes-2", "2027-4")),
            new Subject.OfExtract("acme", "1424e81d-8cea-4d6b-b140-d6630b684a58", "LONG_REC", 159));

    @Provide
    Arbitrary<Entry> entries() {
        var subjects = Arbitraries.of(SUBJECTS);
        var names = Arbitraries.of("a.txt", "Ü.txt", "\uD83D\uDE00 \"\\\n");
        var begun = Combinators.combine(subjects, names.list().ofMaxSize(3))
                .as((subject, paths) -> (Entry) new Entry.Begun(
                        subject,
                        paths.stream()
                                .map(path -> new Entry.Begun.Path(path, "id of " + path))
                                .toList()));
        var placed = Combinators.combine(subjects, names, Arbitraries.longs().between(0, Long.MAX_VALUE))
                .as((subject, path, size) -> (Entry) new Entry.Placed(subject.key(), file(path, size)));
        var missed = Combinators.combine(subjects, names)
                .as((subject, path) -> (Entry) new Entry.Missed(subject.key(), path));
        var whole = Combinators.combine(subjects, names, Arbitraries.of(true, false))
                .as((subject, name, confirmed) -> {
                    var state = new Holding.Whole(name, confirmed ? "1" : null, "*", null, null, AT);
                    return confirmed
                            ? new Entry.Confirmed(subject, state)
                            : (Entry) new Entry.BecameWhole(subject, state);
                });
        var removed = subjects.map(subject -> (Entry) new Entry.Removed(subject, "for a reason", AT));
        var trusted = names.map(scope -> (Entry) new Entry.Trusted("acme", scope, "ed25519:x", AT));
        return Arbitraries.oneOf(
                begun, placed, missed, whole, removed, trusted, Arbitraries.just((Entry) new Entry.Settled(AT)));
    }

    private static HeldFile file(String path, long size) {
        return new HeldFile(path, "id of " + path, size, new Sha256("0".repeat(64)), Fetched.Proof.NONE, AT, 1);
    }

    private static byte[] bytes(List<Entry> entries) {
        return entries.stream().map(CheckedLines::line).reduce(new byte[0], (before, line) -> {
            var all = Arrays.copyOf(before, before.length + line.length);
            System.arraycopy(line, 0, all, before.length, line.length);
            return all;
        });
    }

    /** The lines that end at or before a byte. */
    private static List<Entry> wholeAt(List<Entry> entries, int length) {
        var whole = new ArrayList<Entry>();
        int end = 0;
        for (var entry : entries) {
            end += CheckedLines.line(entry).length;
            if (end > length) {
                break;
            }
            whole.add(entry);
        }
        return whole;
    }

    @Property(tries = 50)
    void cutAnywhereItIsAPrefix(@ForAll @Size(min = 1, max = 6) List<@From("entries") Entry> entries) {
        var bytes = bytes(entries);
        for (int length = 0; length <= bytes.length; length++) {
            var read = CheckedLines.read(Arrays.copyOf(bytes, length));
            var expected = wholeAt(entries, length);
            assertThat(read.entries()).as("cut at %s", length).isEqualTo(expected);
            assertThat(read.damaged()).isEmpty();
            assertThat(read.end()).isEqualTo(bytes(expected).length);
        }
    }

    @Property(tries = 30)
    void withAnyByteFlippedItIsAllButTheLinesThatAreDamaged(
            @ForAll @Size(min = 1, max = 5) List<@From("entries") Entry> entries,
            @ForAll @IntRange(min = 1, max = 255) int flip) {
        var bytes = bytes(entries);
        for (int at = 0; at < bytes.length; at++) {
            var damaged = bytes.clone();
            damaged[at] ^= (byte) flip;
            int line = wholeAt(entries, at).size();
            var expected = new ArrayList<>(entries);
            expected.remove(line);
            if (bytes[at] == '\n' && line + 1 < entries.size()) {
                // With the line end gone the next line is a part of this one.
                expected.remove(line);
            }
            assertThat(CheckedLines.read(damaged).entries())
                    .as("byte %s of %s", at, bytes.length)
                    .isEqualTo(expected);
        }
    }

    /** All that an inventory can be asked. */
    private static Map<String, Object> meaning(Inventory inventory) {
        var meaning = new TreeMap<String, Object>();
        for (var holding : inventory.holdings()) {
            var key = holding.subject().key();
            meaning.put(key + " files", List.copyOf(holding.files()));
            meaning.put(key + " begun", Map.copyOf(holding.begun()));
            meaning.put(key + " missed", holding.missed());
            meaning.put(key + " whole", String.valueOf(holding.whole()));
        }
        for (var scope : List.of("a.txt", "Ü.txt")) {
            meaning.put("trusted " + scope, inventory.trusted("acme", scope));
        }
        meaning.put("changes", inventory.changes());
        return meaning;
    }

    @Property(tries = 300)
    void writtenAnewItMeansTheSame(@ForAll @Size(min = 1, max = 15) List<@From("entries") Entry> entries)
            throws IOException {
        var folder = Files.createTempDirectory("inventory");
        var path = folder.resolve("inventory");
        try {
            Files.write(path, bytes(entries));
            var before = meaning(Inventory.read(folder));
            // A line that is damaged has all others written anew.
            var torn = new ArrayList<byte[]>();
            torn.add("x\n".getBytes(StandardCharsets.UTF_8));
            torn.add(bytes(entries));
            Files.write(path, join(torn));

            try (var opened = Inventory.open(folder, AT)) {
                assertThat(meaning(opened)).isEqualTo(before);
                assertThat(opened.keptAside()).isPresent();
            }
            assertThat(CheckedLines.read(Files.readAllBytes(path)).damaged()).isEmpty();
            assertThat(meaning(Inventory.read(folder))).isEqualTo(before);
        } finally {
            delete(folder);
        }
    }

    private static byte[] join(List<byte[]> parts) {
        var all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Example
    void writtenAnewItIsNotCutWhereTheOldOneEnded() throws IOException {
        var folder = Files.createTempDirectory("inventory");
        try {
            var whole = new Holding.Whole("A long name ".repeat(50), "1", "*", null, null, AT);
            List<Entry> entries = List.of(
                    new Entry.Settled(AT),
                    new Entry.Begun(SUBJECTS.get(0), List.of(new Entry.Begun.Path("a.txt", "id"))),
                    new Entry.Placed(SUBJECTS.get(0).key(), file("a.txt", 1)),
                    new Entry.BecameWhole(SUBJECTS.get(0), whole));
            Files.write(
                    folder.resolve("inventory"), join(List.of("x\n".getBytes(StandardCharsets.UTF_8), bytes(entries))));
            var before = meaning(Inventory.read(folder));

            Inventory.open(folder, AT).close();

            assertThat(meaning(Inventory.read(folder))).isEqualTo(before);
        } finally {
            delete(folder);
        }
    }

    @Example
    void aLongInventoryIsShortenedAndMeansTheSame() throws IOException {
        var folder = Files.createTempDirectory("inventory");
        try {
            var entries = new ArrayList<Entry>();
            entries.add(new Entry.Begun(SUBJECTS.get(0), List.of()));
            IntStream.range(0, 10_001)
                    .forEach(number ->
                            entries.add(new Entry.Placed(SUBJECTS.get(0).key(), file("a.txt", number))));
            entries.add(new Entry.BecameWhole(
                    SUBJECTS.get(0), new Holding.Whole("A", "1", "*", "manifest.jws", "ed25519:x", AT)));
            var path = folder.resolve("inventory");
            try (var out = Files.newOutputStream(path)) {
                for (var entry : entries) {
                    out.write(CheckedLines.line(entry));
                }
            }
            var before = meaning(Inventory.read(folder));

            Inventory.open(folder, AT).close();

            assertThat(Files.size(path)).isLessThan(2_000);
            assertThat(meaning(Inventory.read(folder))).isEqualTo(before);
        } finally {
            delete(folder);
        }
    }

    @Example
    void aTornLineIsGoneOnWithAsIfItHadNeverBeen() throws IOException {
        var folder = Files.createTempDirectory("inventory");
        try {
            var path = folder.resolve("inventory");
            var first = new Entry.Begun(SUBJECTS.get(0), List.of());
            var bytes = bytes(List.<Entry>of(first, new Entry.Begun(SUBJECTS.get(1), List.of())));
            Files.write(path, Arrays.copyOf(bytes, bytes.length - 1));

            try (var inventory = Inventory.open(folder, AT)) {
                assertThat(inventory.keptAside()).isEmpty();
                inventory.add(new Entry.Begun(SUBJECTS.get(2), List.of()));
            }

            assertThat(CheckedLines.read(Files.readAllBytes(path)).entries())
                    .containsExactly(first, new Entry.Begun(SUBJECTS.get(2), List.of()));
        } finally {
            delete(folder);
        }
    }

    @Example
    void whatANewerProgramHasWrittenIsRefusedAndLeftAsItIs() throws IOException {
        var folder = Files.createTempDirectory("inventory");
        try {
            var json = "{\"entry\":\"archived\",\"key\":\"x\"}";
            var crc = new CRC32C();
            crc.update(json.getBytes(StandardCharsets.UTF_8));
            var lines = String.format("%08x %s\n", crc.getValue(), json);
            var path = Files.writeString(folder.resolve("inventory"), lines);

            assertThatExceptionOfType(AlmonerException.Local.class)
                    .isThrownBy(() -> Inventory.open(folder, AT))
                    .withMessageContaining("last kept by a newer Almoner");
            assertThat(path).hasContent(lines.strip());
        } finally {
            delete(folder);
        }
    }
}
