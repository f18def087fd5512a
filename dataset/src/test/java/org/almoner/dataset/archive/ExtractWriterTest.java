package org.almoner.dataset.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import org.almoner.dataset.disk.Disk;
import org.almoner.dataset.programs.Programs;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ExtractWriterTest {

    private static final String STEM = "syndication_longrecord_C_demo-client_demo_1.0.0_202601010000";

    @TempDir
    Path folder;

    @Test
    void writesTheSummaryAsItsDocumentationSays() throws IOException {
        FinishedExtract base = TestExtracts.complete(folder, TestExtracts.FIRST, TestExtracts.rows(3, 1));
        FinishedExtract next = TestExtracts.incremental(folder, TestExtracts.rows(3, 1), base);

        assertThat(contents(next.archive()).getLast()).isEqualTo("""
                        file_name|entity|kind|row_count|size_in_bytes|sha256
                        name|syndication_longrecord_I_demo-client_demo_1.0.0_202602010000|extract|||
                        type|INCREMENTAL|extract|||
                        data_set|LONG_REC|extract|||
                        data_set_version|1.0.0|extract|||
                        client|demo-client|extract|||
                        population|demo|extract|||
                        source_time|2026-01-31T00:00:00Z|extract|||
                        released_time|2026-02-01T00:01:01Z|extract|||
                        base|syndication_longrecord_C_demo-client_demo_1.0.0_202601010000|extract|||
                        Person.txt|Person|rows|0|23|%s
                        Person_delete.txt|Person|deletes|0|11|%s
                        Person_Name.txt|Person_Name|rows|0|17|%s
                        Person_Name_delete.txt|Person_Name|deletes|0|11|%s
                        Allergy.txt|Allergy|rows|0|14|%s
                        Allergy_delete.txt|Allergy|deletes|0|11|%s
                        """.formatted(
                        sha256("c0|c1|c2|c3|hash_value\n"),
                        sha256("hash_value\n"),
                        sha256("c0|c1|hash_value\n"),
                        sha256("hash_value\n"),
                        sha256("c0|hash_value\n"),
                        sha256("hash_value\n")));
    }

    @Test
    void isReadByCommonsCompressWithItsDefaults() throws IOException {
        FinishedExtract extract = large();

        List<String> names = new ArrayList<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new GzipCompressorInputStream(new BufferedInputStream(Files.newInputStream(extract.archive()))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                assertThat(entry.isFile()).isTrue();
                names.add(entry.getName() + " " + sha256(tar.readAllBytes()));
            }
        }

        assertThat(names)
                .startsWith(expected(extract))
                .hasSize(4)
                .last()
                .asString()
                .startsWith(STEM + "/SummaryOfExtract.txt ");
    }

    @Test
    void isReadByPythonByGzipAndTarfile() throws IOException {
        FinishedExtract extract = large();

        String output = Programs.python("""
                import gzip, hashlib, io, sys, tarfile
                data = gzip.open(sys.argv[1]).read()
                for m in tarfile.open(fileobj=io.BytesIO(data), mode='r:'):
                    print(m.name, hashlib.sha256(tarfile.open(fileobj=io.BytesIO(data)).extractfile(m).read()).hexdigest())
                """, extract.archive().toString());

        assertThat(output.lines()).startsWith(expected(extract)).hasSize(4);
    }

    @Test
    void isUnpackedByGnuTarAndBsdtar() throws IOException {
        FinishedExtract extract = large();

        for (String program : List.of("tar", "bsdtar")) {
            Path target = Files.createDirectory(folder.resolve(program));
            String said = Programs.run(program, "-xzf", extract.archive().toString(), "-C", target.toString());
            assertThat(said).isEmpty();
            for (ArchivedFile file : extract.summary().files()) {
                assertThat(sha256(Files.readAllBytes(target.resolve(STEM).resolve(file.name()))))
                        .isEqualTo(file.sha256());
            }
        }
    }

    @Test
    void passesGzipsOwnTest() throws IOException {
        assertThat(Programs.run("gzip", "-tv", large().archive().toString())).contains("OK");
    }

    @Test
    void isTheSameWhateverTheNumberOfThreadsAndTheSizeOfBlocks() throws IOException {
        TestExtracts.Rows before = TestExtracts.rows(20_000, 1);
        TestExtracts.Rows after = TestExtracts.changed(before, 2);
        List<String> hashes = new ArrayList<>();
        for (int threads : List.of(1, 2, 8)) {
            Path own = folder.resolve("threads" + threads);
            FinishedExtract base = TestExtracts.write(
                    own, TestExtracts.FIRST, before, Optional.empty(), threads, 100 * threads, Disk.local());
            FinishedExtract next = TestExtracts.write(
                    own, TestExtracts.SECOND, after, Optional.of(base), threads, 77 * threads, Disk.local());
            hashes.add(Stream.of(base.archive(), base.index(), next.archive(), next.index())
                    .map(ExtractWriterTest::sha256)
                    .toList()
                    .toString());
        }

        assertThat(hashes).containsOnly(hashes.getFirst());
    }

    @Test
    void leavesNothingBesideArchiveAndIndex() throws IOException {
        FinishedExtract extract = large();

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(extract.archive(), extract.index());
        }
        assertThat(extract.size()).isEqualTo(Files.size(extract.archive()));
    }

    private FinishedExtract large() throws IOException {
        return TestExtracts.complete(folder, TestExtracts.FIRST, TestExtracts.rows(30_000, 1));
    }

    private static String[] expected(FinishedExtract extract) {
        return extract.summary().files().stream()
                .map(file -> STEM + "/" + file.name() + " " + file.sha256())
                .toArray(String[]::new);
    }

    /** The texts of the archive's files, as the JDK's gzip and commons-compress's TAR have them. */
    static List<String> contents(Path archive) throws IOException {
        List<String> contents = new ArrayList<>();
        try (InputStream gzip = new GZIPInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar = new TarArchiveInputStream(gzip)) {
            while (tar.getNextEntry() != null) {
                contents.add(new String(tar.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return contents;
    }

    private static String sha256(Path file) {
        try {
            return sha256(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
