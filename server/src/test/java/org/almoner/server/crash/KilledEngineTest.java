package org.almoner.server.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.stream.Stream;

import org.almoner.dataset.archive.ArchiveName;
import org.almoner.dataset.archive.ExtractDescription;
import org.almoner.dataset.archive.ExtractType;
import org.almoner.dataset.definition.DataSets;
import org.almoner.dataset.engine.BadInput;
import org.almoner.dataset.engine.CompiledDataSet;
import org.almoner.dataset.engine.Engine;
import org.almoner.dataset.engine.EngineSettings;
import org.almoner.dataset.engine.Order;
import org.almoner.dataset.engine.Source;
import org.almoner.dataset.engine.Watcher;
import org.almoner.dataset.verify.ArchiveVerifier;
import org.almoner.sample.population.PopulationFolder;
import org.almoner.sample.population.SamplePopulation;
import org.almoner.server.ServerProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.almoner.server.RunningServer.expect;
import static org.almoner.server.RunningServer.json;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The server is killed at random moments while its own engine makes extracts of a generated population. Nothing half-made is ever seen or
 * left, and every archive is byte for byte the one that comes of it when nobody kills anything.
 */
class KilledEngineTest {

    /** Of both types together; more of them with {@code -Dalmoner.kills=50}. */
    private static final int KILLS = Integer.getInteger("almoner.kills", 6);

    /** The server gives a job up that takes it down ten times. */
    private static final int MOST_OF_ONE_JOB = 8;

    private static final int PATIENTS = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final String POPULATION = "/admin/v1/organizations/almoner/populations/crash";
    private static final CompiledDataSet LONG_REC = CompiledDataSet.of(DataSets.longRec());

    /** Shares no code with the engine or its verifier. Prints how many files agree with the archive's own summary. */
    private static final String READ = """
            import gzip, hashlib, sys, tarfile
            for path in sys.argv[1:]:
                with gzip.open(path) as whole, tarfile.open(fileobj=whole, mode='r|') as archive:
                    files = {}
                    for member in archive:
                        text = archive.extractfile(member).read()
                        files[member.name.split('/')[1]] = text
                summary = files.pop('SummaryOfExtract.txt').decode().splitlines()
                rows = [row.split('|') for row in summary if row.split('|')[2] in ('rows', 'deletes')]
                agreeing = [row for row in rows if hashlib.sha256(files[row[0]]).hexdigest() == row[5]]
                print(len(files), len(rows), len(agreeing))
            """;

    private final Random random = new Random(20261122);

    /** The archives that were listed so far, by the ids of their extracts. */
    private final SequencedMap<Long, Archive> seen = new LinkedHashMap<>();

    private Duration took = Duration.ZERO;
    private int inTheMiddle;

    @TempDir
    Path data;

    @TempDir
    Path folder;

    /**
     * An archive that was downloaded.
     *
     * @param source the state of the population that it shows
     */
    private record Archive(Path file, String sha256, Path source) {}

    @Test
    void everyArchiveIsTheOneThatComesOfItUndisturbed() throws Exception {
        var january = population("january", LocalDate.of(2026, 1, 1));
        var april = population("april", LocalDate.of(2026, 4, 1));
        Files.createDirectories(folder.resolve("archives"));
        showing(january);
        try (var server = start()) {
            expect(
                    201,
                    server.postJson(
                            "/admin/v1/organizations/almoner/populations",
                            "{\"mnemonic\": \"crash\", \"source\": \"" + folder.resolve("source") + "\"}",
                            server.asAdmin()));
            took = undisturbed(server);
            look(server);
            server.stop();
        }
        survive("COMPLETE", KILLS / 2);
        showing(april);
        survive("INCREMENTAL", KILLS - KILLS / 2);

        assertThat(inTheMiddle).as("kills in the middle of a job").isPositive();
        assertThat(seen.values()).extracting(archive -> archive.source()).contains(january, april);
        assertAsUndisturbed();
        assertReadByPython();
        assertNothingIsLeft();
    }

    private Path population(String name, LocalDate at) throws IOException {
        var place = folder.resolve(name);
        PopulationFolder.in(place).write(new SamplePopulation(11, PATIENTS, at), (_, _, _) -> {});
        return place;
    }

    private void showing(Path state) throws IOException {
        var source = folder.resolve("source");
        Files.deleteIfExists(source);
        Files.createSymbolicLink(source, state);
    }

    private ServerProcess start() throws IOException, InterruptedException {
        return ServerProcess.start(
                data, "--almoner.jobs.heartbeat=200ms", "--almoner.syndication.progress-interval=100ms");
    }

    /** Makes a first extract, and tells how long that takes a server that has just been started. */
    private Duration undisturbed(ServerProcess server) {
        var job = ask(server, "COMPLETE");
        awaitAttempt(server, job, 1);
        var begun = Instant.now();
        awaitDone(server, job);
        return Duration.between(begun, Instant.now());
    }

    /** Has extracts made, and kills the server again and again at a random moment of the time that one takes. */
    private void survive(String type, int kills) throws Exception {
        var job = "";
        int ofThisJob = 0;
        for (int kill = 0; kill < kills; kill++) {
            try (var server = start()) {
                lookAtAll(server);
                if (ofThisJob == MOST_OF_ONE_JOB) {
                    awaitDone(server, job);
                }
                if (job.isEmpty() || isDone(server, job)) {
                    job = ask(server, type);
                    ofThisJob = 0;
                } else {
                    inTheMiddle++;
                }
                awaitAttempt(server, job, ++ofThisJob);
                var end = Instant.now().plusMillis(random.nextLong(took.toMillis()));
                for (var left = BETWEEN_LOOKS; left.isPositive(); left = Duration.between(Instant.now(), end)) {
                    look(server);
                    Thread.sleep(shorter(left, BETWEEN_LOOKS));
                }
                server.kill();
            }
        }
        try (var server = start()) {
            lookAtAll(server);
            if (!isDone(server, job)) {
                inTheMiddle++;
            }
            awaitDone(server, job);
            lookAtAll(server);
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static String ask(ServerProcess server, String type) {
        return json(server.postJson(POPULATION + "/jobs", "{\"extract_type\": \"" + type + "\"}", server.asAdmin()))
                .get("id")
                .asString();
    }

    private static JsonNode job(ServerProcess server, String id) {
        return expect(200, server.get("/admin/v1/extract-jobs/" + id, server.asAdmin()));
    }

    private static boolean isDone(ServerProcess server, String job) {
        var state = job(server, job).get("state").asString();
        assertThat(state).isIn("queued", "running", "done");
        return state.equals("done");
    }

    private static void awaitAttempt(ServerProcess server, String job, int attempt) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() ->
                        isDone(server, job) || job(server, job).get("attempt").intValue() >= attempt);
    }

    private static void awaitDone(ServerProcess server, String job) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> isDone(server, job));
    }

    /** What was listed still is, what is listed is whole, and what is not listed cannot be had. */
    private void look(ServerProcess server) throws Exception {
        var listed = expect(200, server.get("/api/extracts", server.asAdmin()))
                .valueStream()
                .toList();
        var ids = listed.stream().map(extract -> extract.get("id").longValue()).toList();
        assertThat(ids.stream().limit(seen.size()).toList()).isEqualTo(List.copyOf(seen.keySet()));
        for (var extract : listed) {
            if (!seen.containsKey(extract.get("id").longValue())) {
                seen.put(extract.get("id").longValue(), downloaded(server, extract));
            }
        }
        long next = ids.isEmpty() ? 1 : ids.getLast() + 1;
        var answer = server.getBytes("/api/extracts/" + next + "/download", server.asAdmin());
        if (answer.statusCode() != 404) {
            // It was released in between.
            assertThat(sha256(answer.body()))
                    .isEqualTo(expect(200, server.get("/api/extracts/" + next, server.asAdmin()))
                            .get("sha256")
                            .asString());
        }
    }

    private void lookAtAll(ServerProcess server) throws Exception {
        look(server);
        for (var extract : seen.entrySet()) {
            var bytes = server.getBytes("/api/extracts/" + extract.getKey() + "/download", server.asAdmin())
                    .body();
            assertThat(sha256(bytes)).isEqualTo(extract.getValue().sha256());
        }
    }

    private Archive downloaded(ServerProcess server, JsonNode extract) throws Exception {
        var bytes = server.getBytes("/api/extracts/" + extract.get("id").longValue() + "/download", server.asAdmin())
                .body();
        assertThat(bytes).hasSize(extract.get("size_in_bytes").intValue());
        assertThat(sha256(bytes)).isEqualTo(extract.get("sha256").asString());
        var file = Files.write(
                folder.resolve("archives").resolve(extract.get("file_name").asString()), bytes);
        var verification = ArchiveVerifier.DEFAULT.verify(file);
        assertThat(verification.findings()).isEmpty();
        assertThat(verification.isSound()).isTrue();
        return new Archive(
                file, extract.get("sha256").asString(), folder.resolve("source").toRealPath());
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    /** Makes each again in one go, of the same source and for the same time: what else an archive depends on there must not be. */
    private void assertAsUndisturbed() throws IOException {
        var out = Files.createDirectories(folder.resolve("undisturbed"));
        Map<ArchiveName, Path> indexes = new HashMap<>();
        for (var archive : seen.values()) {
            var description =
                    ArchiveVerifier.DEFAULT.verify(archive.file()).description().orElseThrow();
            var index = out.resolve(description.name().stem() + ".index");
            indexes.put(description.name(), index);
            var made = new Engine(EngineSettings.ofThisMachine())
                    .make(order(description, archive.source(), out, index, indexes), Watcher.NOBODY);
            assertThat(made.extract().archive()).hasSameBinaryContentAs(archive.file());
            assertThat(made.rows()).isPositive();
        }
        assertThat(indexes.keySet()).extracting(ArchiveName::type).contains(ExtractType.values());
    }

    private static Order order(
            ExtractDescription description, Path source, Path out, Path index, Map<ArchiveName, Path> indexes) {
        return new Order(
                LONG_REC,
                new Source.Folder(source),
                description,
                description
                        .base()
                        .map(base -> Optional.ofNullable(indexes.get(base)).orElseThrow()),
                out,
                index,
                out.resolve("work"),
                new BadInput.Fail());
    }

    private void assertReadByPython() throws IOException, InterruptedException {
        if (Stream.of(System.getenv("PATH").split(":")).noneMatch(at -> Files.isExecutable(Path.of(at, "python3")))) {
            return;
        }
        var command = new ArrayList<>(List.of("python3", "-c", READ));
        seen.values().forEach(archive -> command.add(archive.file().toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        int entities = LONG_REC.entities().size();
        assertThat(output.lines())
                .hasSize(seen.size())
                .containsOnly("%1$d %1$d %1$d".formatted(entities), "%1$d %1$d %1$d".formatted(2 * entities));
    }

    /** What a server left that died between two steps goes with the next one's sweep, which spares what is young. */
    private void assertNothingIsLeft() throws Exception {
        for (var file : files(".*")) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        }
        try (var server = start()) {
            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(files("scratch/extracts/.*")).isEmpty();
                assertThat(files(".*/[0-9a-f]{32}(\\.part)?"))
                        .as("the archives, and the index of the newest")
                        .hasSize(seen.size() + 1);
            });
            lookAtAll(server);
        }
    }

    private List<Path> files(String form) throws IOException {
        try (var files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> data.relativize(file).toString().matches(form))
                    .toList();
        }
    }
}
