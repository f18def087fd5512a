package org.almoner.sample.population;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PopulationFolderTest {

    private static final SamplePopulation TINY = new SamplePopulation(7, 20, SamplePopulation.DEFAULT_AT);
    private static final PopulationListener NOBODY = (_, _, _) -> {};

    @TempDir
    private Path home;

    @Test
    void everyTypeHasAFile() throws IOException {
        var folder = home.resolve("a/b");

        var written = PopulationFolder.in(folder).write(TINY, NOBODY);

        assertThat(written).extracting(WrittenFile::type).containsExactly(FhirType.values());
        for (var file : written) {
            assertThat(file.path()).hasSize(file.bytes());
            assertThat(Files.readAllLines(file.path())).hasSize((int) file.lines());
        }
        assertThat(files(folder)).hasSize(FhirType.values().length);
    }

    @Test
    void compressedItIsTheSame() throws IOException {
        var plain = new PopulationFolder(home.resolve("plain"), false, false, 2).write(TINY, NOBODY);
        var packed = new PopulationFolder(home.resolve("packed"), true, false, 2).write(TINY, NOBODY);

        for (int i = 0; i < plain.size(); i++) {
            var unpacked = new ByteArrayOutputStream();
            try (var in = new GZIPInputStream(Files.newInputStream(packed.get(i).path()))) {
                in.transferTo(unpacked);
            }
            assertThat(plain.get(i).path()).hasBinaryContent(unpacked.toByteArray());
            assertThat(packed.get(i).bytes()).isEqualTo(plain.get(i).bytes());
        }
    }

    @Test
    void aFolderInUseIsLeftAlone() throws IOException {
        var mine = Files.writeString(home.resolve("thesis.txt"), "mine");

        assertThatExceptionOfType(FolderTakenException.class)
                .isThrownBy(() -> PopulationFolder.in(home).write(TINY, NOBODY))
                .withMessageContaining("not empty: it holds thesis.txt");
        assertThatExceptionOfType(FolderTakenException.class)
                .isThrownBy(() -> new PopulationFolder(home, false, true, 1).write(TINY, NOBODY))
                .withMessageContaining("thesis.txt, which is not of a sample");
        assertThat(files(home)).containsExactly(mine);
    }

    @Test
    void anotherSampleIsReplacedWhole() throws IOException {
        PopulationFolder.in(home).write(TINY, NOBODY);
        assertThatExceptionOfType(FolderTakenException.class)
                .isThrownBy(() -> PopulationFolder.in(home).write(TINY, NOBODY));
        // As a run that was killed leaves it.
        Files.writeString(home.resolve("Patient.ndjson.gz.part"), "half");
        Files.writeString(home.resolve("Claim.ndjson.part"), "half");

        new PopulationFolder(home, true, true, 1).write(TINY, NOBODY);

        assertThat(files(home))
                .hasSize(FhirType.values().length)
                .allMatch(file -> file.toString().endsWith(".ndjson.gz"));
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        var file = Files.writeString(home.resolve("file"), "");

        assertThatExceptionOfType(NotDirectoryException.class)
                .isThrownBy(() -> PopulationFolder.in(file).write(TINY, NOBODY));
    }

    @Test
    void brokenOffItLeavesNothing() throws IOException {
        assertThatExceptionOfType(InterruptedIOException.class)
                .isThrownBy(() -> PopulationFolder.in(home).write(TINY, (patients, _, _) -> {
                    if (patients > 0) {
                        Thread.currentThread().interrupt();
                    }
                }));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(files(home)).isEmpty();
    }

    @Test
    void brokenOffTheSampleBeforeItIsStillThere() throws IOException {
        var before = PopulationFolder.in(home).write(TINY, NOBODY);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PopulationFolder(home, false, true, 1).write(TINY, (_, _, _) -> {
                    throw new IllegalArgumentException("enough");
                }));

        assertThat(files(home)).hasSize(before.size());
        assertThat(before.getLast().path()).hasSize(before.getLast().bytes());
    }

    @Test
    void progressIsTold() throws IOException {
        var patients = new ArrayList<Integer>();
        var bytes = new ArrayList<Long>();

        var written = PopulationFolder.in(home).write(TINY, (done, of, size) -> {
            assertThat(of).isEqualTo(20);
            patients.add(done);
            bytes.add(size);
        });

        assertThat(patients).isSorted().startsWith(0).endsWith(20);
        assertThat(bytes).isSorted();
        assertThat(bytes.getLast())
                .isEqualTo(written.stream().mapToLong(WrittenFile::bytes).sum());
    }

    @Test
    void noThreadsAreTooFew() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PopulationFolder(home, false, false, 0));
    }

    // Several times as much as fits into the heap. In a process of its own, for the heap's sake.
    @Test
    void memoryDoesNotGrowWithThePopulation() throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx40m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Small.class.getName(),
                        home.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(Long.parseLong(said.strip())).isGreaterThan(120_000_000);
    }

    /** Writes more than its heap can hold, and says how much. */
    static final class Small {

        private Small() {}

        /** Once, so that whoever makes records gets ahead of whoever writes them. */
        private static void wait(int patients, int ofPatients, long bytes) {
            if (patients == 0) {
                LockSupport.parkNanos(1_500_000_000L);
            }
        }

        public static void main(String[] arguments) throws IOException {
            var folder = new PopulationFolder(Path.of(arguments[0]), false, false, 2);
            long bytes = 0;
            for (var file : folder.write(new SamplePopulation(1, 400, SamplePopulation.DEFAULT_AT), Small::wait)) {
                bytes += file.bytes();
                Files.delete(file.path());
            }
            System.out.println(bytes);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return all.toList();
        }
    }
}
