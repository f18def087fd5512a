package org.almoner.dataset.verify;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import org.almoner.dataset.archive.FinishedExtract;
import org.almoner.dataset.archive.TestExtracts;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ArchiveVerifierTest {

    private static final String STEM = TestExtracts.FIRST.stem();

    @TempDir
    Path folder;

    private Path archive = Path.of("");
    private byte[] sound = {};
    private final List<Entry> entries = new ArrayList<>();

    /** An entry of an archive that somebody made with other tools. */
    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    private record Entry(String name, byte type, byte[] bytes) {

        static Entry file(String name, String text) {
            return new Entry(name, TarConstants.LF_NORMAL, text.getBytes(StandardCharsets.UTF_8));
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    @BeforeEach
    void writeASoundOne() throws IOException {
        archive = TestExtracts.complete(folder, TestExtracts.FIRST, TestExtracts.rows(300, 1))
                .archive();
        sound = Files.readAllBytes(archive);
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(sound)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.add(new Entry(entry.getName(), TarConstants.LF_NORMAL, tar.readAllBytes()));
            }
        }
    }

    @Test
    void findsNothingWrongWithOurs() throws IOException {
        FinishedExtract base = TestExtracts.complete(folder, TestExtracts.FIRST, TestExtracts.rows(20_000, 1));
        FinishedExtract next =
                TestExtracts.incremental(folder, TestExtracts.changed(TestExtracts.rows(20_000, 1), 2), base);

        for (FinishedExtract extract : List.of(base, next)) {
            Verification verification = ArchiveVerifier.DEFAULT.verify(extract.archive());

            assertThat(verification.findings()).isEmpty();
            assertThat(verification.files()).isEqualTo(extract.summary().files());
        }
    }

    @Test
    void findsNothingWrongWithTheSameMadeByOtherTools() throws IOException {
        assertThat(verify()).isEmpty();
    }

    @Test
    void findsEveryFlippedBitThatMeansAnything() throws IOException {
        byte[] plain = gunzip(sound);
        Random random = new Random(3);
        int found = 0;
        for (int i = 0; i < 300; i++) {
            byte[] damaged = sound.clone();
            int at = i < 10 ? i : i < 20 ? sound.length - 1 - (i - 10) : random.nextInt(sound.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(archive, damaged);

            if (ArchiveVerifier.DEFAULT.verify(archive).isSound()) {
                // Time and system in the head, and what fills up a byte before a flush, are skipped by every reader.
                assertThat(gunzip(damaged)).as("bit of byte %d", at).isEqualTo(plain);
            } else {
                found++;
            }
        }
        assertThat(found).isGreaterThan(285);
    }

    @Test
    void findsThatItIsCutOffAnywhere() throws IOException {
        for (int length = 0; length < sound.length; length += 1 + length / 20) {
            Files.write(archive, Arrays.copyOf(sound, length));

            assertThat(ArchiveVerifier.DEFAULT.verify(archive).isSound()).isFalse();
        }
    }

    @Test
    void findsSeveralMembersAndTrailingBytes() throws IOException {
        var twice = new ByteArrayOutputStream();
        twice.writeBytes(sound);
        twice.writeBytes(sound);
        Files.write(archive, twice.toByteArray());
        assertFinding(verifyFile(), "", "several gzip members");

        Files.write(archive, Arrays.copyOf(sound, sound.length + 1));
        assertFinding(verifyFile(), "", "bytes after its end");
    }

    @Test
    void findsAnotherName() throws IOException {
        Path renamed = Files.move(archive, folder.resolve("extract.tar.gz"));

        assertFinding(ArchiveVerifier.DEFAULT.verify(renamed).findings(), "", "not called as an extract");
    }

    @Test
    void findsPathsThatLeadElsewhere() throws IOException {
        for (String path :
                List.of("../../etc/passwd", "/etc/passwd", STEM + "/../x.txt", STEM + "/a/b.txt", STEM + "/Person")) {
            entries.addFirst(Entry.file(path, "x"));
            assertThat(verify())
                    .isNotEmpty()
                    .first()
                    .extracting(Finding::reason)
                    .asString()
                    .contains("the path of an extract's file");
            entries.removeFirst();
        }
        entries.addFirst(Entry.file("elsewhere/X.txt", "a|hash_value\n"));
        assertFinding(verify(), "elsewhere/X.txt", "not in the folder");
        entries.set(0, Entry.file("X.txt", "a|hash_value\n"));
        assertFinding(verify(), "X.txt", "not in the folder");
    }

    @Test
    void findsLinksAndFolders() throws IOException {
        for (byte type :
                new byte[] {TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_DIR, TarConstants.LF_FIFO}) {
            entries.addFirst(new Entry(STEM + "/X.txt", type, new byte[0]));
            assertFinding(verify(), "", "only regular files are allowed");
            entries.removeFirst();
        }
    }

    @Test
    void findsFilesThatAreThereTwiceOrTooManyOrMissing() throws IOException {
        entries.add(1, entries.getFirst());
        assertFinding(verify(), "Person.txt", "is there twice");
        entries.remove(1);

        entries.addFirst(Entry.file(STEM + "/X.txt", "a|hash_value\n"));
        assertFinding(verify(), "X.txt", "is not in SummaryOfExtract.txt");
        entries.removeFirst();

        Entry person = entries.removeFirst();
        assertFinding(verify(), "SummaryOfExtract.txt", "not there");

        entries.addLast(person);
        assertFinding(verify(), "Person.txt", "comes after");
        entries.removeLast();

        entries.removeLast();
        assertFinding(verify(), "", "has no SummaryOfExtract.txt");
    }

    @Test
    void findsAChangedRowByItsHashAndTheFileByItsSummary() throws IOException {
        change("Person_Name.txt", "Name 1", "Name 2");

        List<Finding> findings = verify();

        assertFinding(findings, "Person_Name.txt", "its hash_value is not");
        assertFinding(findings, "Person_Name.txt", "its sha256 is");
        assertThat(findings.getFirst().line()).isEqualTo(3);
    }

    @Test
    void findsALostRowByItsSummary() throws IOException {
        Entry names = entries.get(1);
        String text = names.text();
        entries.set(1, Entry.file(names.name(), text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1)));

        List<Finding> findings = verify();

        assertFinding(findings, "Person_Name.txt", "its row_count is 149");
        assertFinding(findings, "Person_Name.txt", "its size_in_bytes is");
    }

    @Test
    void findsTextThatIsNotInTheForm() throws IOException {
        change("Person_Name.txt", "|Name 1|", "|\"Name 1\"|");
        assertFinding(verify(), "Person_Name.txt", "quoted without need");
        change("Person_Name.txt", "|\"Name 1\"|", "||Name 1|");
        assertFinding(verify(), "Person_Name.txt", "more than 3 fields");
        change("Person_Name.txt", "hash_value", "hash");
        assertFinding(verify(), "Person_Name.txt", "does not end in hash_value");
    }

    @Test
    void findsASummaryOfAnotherExtract() throws IOException {
        change("SummaryOfExtract.txt", "type|COMPLETE", "type|INCREMENTAL");
        change("SummaryOfExtract.txt", "released_time|2026", "released_time|then");

        List<Finding> findings = verify();

        assertFinding(findings, "SummaryOfExtract.txt", "its type is");
        assertFinding(findings, "SummaryOfExtract.txt", "its released_time is");
    }

    @Test
    void refusesASummaryThatIsThereToFillTheMemory() throws IOException {
        change("SummaryOfExtract.txt", "data_set|LONG_REC", "data_set|" + "x".repeat(20_000));

        assertFinding(verify(), "SummaryOfExtract.txt", "more than 16384 bytes");
    }

    @Test
    void findsTooManyFiles() throws IOException {
        for (int i = 0; i < 1000; i++) {
            entries.add(1, Entry.file(STEM + "/E" + i + ".txt", "a|hash_value\n"));
        }

        assertFinding(verify(), "", "more than 1000 files");
    }

    @Test
    void findsDeletesInACompleteAndDeletesThatAreNone() throws IOException {
        entries.addFirst(Entry.file(STEM + "/Person_delete.txt", "hash_value\nXYZ\n"));

        List<Finding> findings = verify();

        assertFinding(findings, "Person_delete.txt", "no place in a COMPLETE");
        assertFinding(findings, "Person_delete.txt", "is not a hash_value");
    }

    @Test
    void keepsAFewFindingsAndCountsTheOthers() throws IOException {
        change("Person_Name.txt", "Name", "name");
        rewrite();

        Verification verification = new ArchiveVerifier(1000, 5).verify(archive);

        assertThat(verification.findings()).hasSize(5);
        assertThat(verification.count()).isEqualTo(150 + 1);
    }

    @Test
    void readsABombWithoutKeepingIt() throws IOException {
        // A gibibyte of one row, in a megabyte.
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(archive));
                TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip)) {
            TarArchiveEntry entry = new TarArchiveEntry(STEM + "/Person.txt");
            entry.setSize(1 << 30);
            tar.putArchiveEntry(entry);
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 1 << 10; i++) {
                tar.write(zeros);
            }
            tar.closeArchiveEntry();
        }

        assertFinding(
                new ArchiveVerifier(1 << 20, 10).verify(archive).findings(), "Person.txt", "more than 1048576 bytes");
    }

    private void change(String file, String from, String to) {
        entries.replaceAll(entry -> entry.name().endsWith("/" + file)
                ? Entry.file(entry.name(), entry.text().replace(from, to))
                : entry);
    }

    private List<Finding> verify() throws IOException {
        rewrite();
        return verifyFile();
    }

    private List<Finding> verifyFile() throws IOException {
        return ArchiveVerifier.DEFAULT.verify(archive).findings();
    }

    private void rewrite() throws IOException {
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(archive));
                TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Entry entry : entries) {
                TarArchiveEntry header = new TarArchiveEntry(entry.name(), entry.type(), true);
                header.setSize(entry.bytes().length);
                tar.putArchiveEntry(header);
                tar.write(entry.bytes());
                tar.closeArchiveEntry();
            }
        }
    }

    private static byte[] gunzip(byte[] gzip) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes();
    }

    private static void assertFinding(List<Finding> findings, String file, String reason) {
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.file()).isEqualTo(file);
            assertThat(finding.reason()).contains(reason);
        });
    }
}
