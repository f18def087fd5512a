package org.almoner.warehouse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import org.almoner.dataset.engine.CompiledDataSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Archives that somebody made to do harm: none is loaded, nothing is written elsewhere, and what was loaded stays. */
class HostileArchiveTest {

    private static final String STEM = "syndication_longrecord_C_mercy_adults_1.0.0_202602010000";
    private static final String PATIENTS = """
            {"resourceType":"Patient","id":"p1","active":true}
            {"resourceType":"Patient","id":"p2","active":false}
            """;

    @TempDir
    private Path folder;

    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    private record Entry(String name, byte type, byte[] bytes) {

        static Entry file(String name, String text) {
            return new Entry(name, TarConstants.LF_NORMAL, text.getBytes(UTF_8));
        }
    }

    @ParameterizedTest
    @EnumSource
    void noneIsLoaded(TestWarehouse kind) throws IOException, SQLException {
        var small = TestExtracts.small(folder.resolve("small"));
        var extracts = new TestExtracts(small, folder.resolve("extracts"), "adults");
        var source = TestExtracts.ndjson(folder.resolve("source"), PATIENTS, "");
        var address = kind.fresh(folder.resolve("small"));
        var loader = TestExtracts.loader(small);
        var next = extracts.complete(source, "2026-02-01").extract().archive();
        try (var warehouse = Warehouse.open(address, "small")) {
            loader.load(TestExtracts.archive(extracts.complete(source, "2026-01-01")), warehouse);
        }
        var before = ContractTest.contents(kind, address);
        var sound = Files.readAllBytes(next);
        var files = files(folder);

        List<Consumer<List<Entry>>> tricks = List.of(
                entries -> entries.addFirst(Entry.file("../../../escaped.txt", "a|hash_value\n")),
                entries -> entries.addFirst(Entry.file("/tmp/almoner-escaped.txt", "a|hash_value\n")),
                entries -> entries.addFirst(Entry.file(STEM + "/../escaped.txt", "a|hash_value\n")),
                entries -> entries.addFirst(Entry.file("C:\\escaped.txt", "a|hash_value\n")),
                entries -> entries.addFirst(new Entry(STEM + "/Person.txt", TarConstants.LF_SYMLINK, new byte[0])),
                entries -> entries.addFirst(new Entry(STEM + "/Person.txt", TarConstants.LF_LINK, new byte[0])),
                entries -> entries.addFirst(new Entry(STEM + "/Person.txt", TarConstants.LF_CHR, new byte[0])),
                entries -> entries.addFirst(new Entry(STEM, TarConstants.LF_DIR, new byte[0])),
                entries -> entries.add(1, entries.getFirst()),
                entries -> entries.add(1, Entry.file(STEM + "/person.txt", "a|hash_value\n")),
                entries -> entries.add(1, Entry.file(STEM + "/" + "X".repeat(4000) + ".txt", "a|hash_value\n")),
                entries -> entries.add(1, Entry.file(STEM + "/Almoner_Loads.txt", "a|hash_value\n")),
                entries ->
                        entries.add(1, Entry.file(STEM + "/Person_delete.txt", "hash_value\n" + "0".repeat(32) + "\n")),
                entries -> entries.removeFirst(),
                entries -> entries.removeLast(),
                entries -> entries.set(0, Entry.file(entries.getFirst().name(), "p1|\n")));
        for (int i = 0; i < tricks.size(); i++) {
            var entries = entries(sound);
            tricks.get(i).accept(entries);
            Files.write(next, packed(entries));
            requireRefused(kind, small, address, next, "trick " + i);
        }
        for (var bytes : List.of(
                twice(sound),
                Arrays.copyOf(sound, sound.length + 1),
                Arrays.copyOf(sound, sound.length - 1),
                new byte[0])) {
            Files.write(next, bytes);
            requireRefused(kind, small, address, next, bytes.length + " bytes");
        }
        assertThat(ContractTest.contents(kind, address)).isEqualTo(before);
        assertThat(files(folder)).isEqualTo(files);

        // Or else all of this would be refused for another reason.
        Files.write(next, packed(entries(sound)));
        try (var warehouse = Warehouse.open(address, "small")) {
            loader.load(TestExtracts.archive(next), warehouse);
        }
        assertThat(Files.exists(Path.of("/tmp/almoner-escaped.txt"))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aBombIsRefused(TestWarehouse kind) throws IOException, SQLException {
        var small = TestExtracts.small(folder.resolve("small"));
        var address = kind.fresh(folder.resolve("small"));
        var bomb = folder.resolve(STEM + ".tar.gz");
        // Half a gibibyte of one row, in half a megabyte.
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(bomb));
                var tar = new TarArchiveOutputStream(gzip)) {
            var entry = new TarArchiveEntry(STEM + "/Person.txt");
            byte[] head = "person_id|active|birth_date|order|full_name|hash_value\n".getBytes(UTF_8);
            entry.setSize(head.length + (512L << 20));
            tar.putArchiveEntry(entry);
            tar.write(head);
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 512; i++) {
                tar.write(zeros);
            }
            tar.closeArchiveEntry();
        }

        requireRefused(kind, small, address, bomb, "bomb");
        try (var warehouse = Warehouse.open(address, "small")) {
            assertThat(warehouse.loads()).isEmpty();
        }
    }

    private static void requireRefused(
            TestWarehouse kind, CompiledDataSet dataSet, WarehouseAddress address, Path archive, String what) {
        try (var warehouse = Warehouse.open(address, "small")) {
            var loader = TestExtracts.loader(dataSet);
            assertThatThrownBy(() -> loader.load(TestExtracts.archive(archive), warehouse))
                    .as(kind + ": " + what)
                    .isInstanceOf(WarehouseException.class);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(file -> !file.toString().contains(".duckdb"))
                    .sorted()
                    .toList();
        }
    }

    private static byte[] twice(byte[] bytes) {
        var both = Arrays.copyOf(bytes, 2 * bytes.length);
        System.arraycopy(bytes, 0, both, bytes.length, bytes.length);
        return both;
    }

    private static List<Entry> entries(byte[] archive) throws IOException {
        var entries = new ArrayList<Entry>();
        try (var tar = new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.add(new Entry(entry.getName(), TarConstants.LF_NORMAL, tar.readAllBytes()));
            }
        }
        return entries;
    }

    private static byte[] packed(List<Entry> entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes);
                var tar = new TarArchiveOutputStream(gzip)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (var entry : entries) {
                var header = new TarArchiveEntry(entry.name(), entry.type(), true);
                header.setLinkName(entry.type() == TarConstants.LF_NORMAL ? "" : "/etc/passwd");
                header.setSize(entry.bytes().length);
                tar.putArchiveEntry(header);
                tar.write(entry.bytes());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}
