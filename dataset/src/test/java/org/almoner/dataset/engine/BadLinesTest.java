package org.almoner.dataset.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.almoner.dataset.text.TextLimits;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.almoner.dataset.engine.FolderExtractTest.row;
import static org.almoner.dataset.engine.SmallSet.patient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BadLinesTest {

    @TempDir
    Path folder;

    /**
     * A line that no rows can be had from.
     *
     * @param reason part of what is said of it
     */
    record Bad(String name, String text, String reason) {

        /** In UTF-8, but for the one that is not. */
        byte[] line() {
            return text.getBytes(reason.equals("not UTF-8") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Bad> bad() {
        return Stream.of(
                new Bad("not JSON", "Patient one", "a resource is a JSON object"),
                new Bad("cut", "{\"resourceType\":\"Patient\",\"id\":\"x\",\"gen", "the document ends"),
                new Bad("two resources", patient("x", "male") + patient("y", "male"), "text after the end"),
                new Bad("no object", "[]", "a resource is a JSON object"),
                new Bad("another type", "{\"resourceType\":\"Goal\",\"id\":\"x\"}", "of type Goal"),
                new Bad("no type", "{\"id\":\"x\"}", "no resourceType"),
                new Bad("type is no text", "{\"resourceType\":1,\"id\":\"x\"}", "no resourceType"),
                new Bad("no id", "{\"resourceType\":\"Patient\"}", "no id"),
                new Bad("empty id", "{\"resourceType\":\"Patient\",\"id\":\"\"}", "no id"),
                new Bad("id is no text", "{\"resourceType\":\"Patient\",\"id\":7}", "no id"),
                new Bad("id twice", "{\"resourceType\":\"Patient\",\"id\":\"x\",\"id\":\"y\"}", ""),
                new Bad("duplicate", patient("first", "female", "Other"), "a resource with the same id came before"),
                new Bad("too long", patient("x", "male", "n".repeat(6_000)), "longer than 5000 bytes"),
                new Bad("far too long", patient("x", "male", "n".repeat(60_000)), "longer than 5000 bytes"),
                new Bad("row too long", patient("x", "male", "n".repeat(3_000)), "3"),
                new Bad("half of a pair", patient("x", "\\ud800"), "surrogate"),
                new Bad("not UTF-8", patient("x", "m\u00e4nnlich"), "not UTF-8"),
                new Bad("a zero byte", patient("x", "a\0b"), "control character"),
                new Bad("U+0000", patient("x", "a\\u0000b"), "U+0000"),
                new Bad("just zero bytes", "\0\0\0\0", "0x00"),
                new Bad("byte order mark", "\uFEFF" + patient("x", "male"), "a resource is a JSON object"),
                new Bad("ends in CR", "{\r", "ends"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void theExtractFailsAndNothingIsMade(Bad bad) throws IOException {
        var trial = trial();
        var base = trial.file("Patient.ndjson", patient("before", "male")).complete(1);
        write(trial, bad, "Patient.ndjson");
        var before = trial.visible();
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> trial.incremental(2, base))
                .withMessageContainingAll("Patient.ndjson, line 2: ", bad.reason(), "quarantine")
                .satisfies(e -> assertThat(e.problem().line()).isEqualTo(2));
        assertThat(trial.visible()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("bad")
    void orIsMadeWithoutThatLine(Bad bad) throws IOException {
        for (var file : List.of("Patient.ndjson", "Patient.ndjson.gz")) {
            var trial = Trial.in(folder.resolve(file)).with(BadLinesTest::small).inBlocksOf(64);
            write(trial, bad, file);
            var made = trial.completeAside(1);
            assertThat(ReadExtract.of(made.extract().archive()).rows("Person"))
                    .containsExactly(row("first", "male"), row("last", "male"));
            assertThat(ReadExtract.of(made.extract().archive()).rows("Person_Name"))
                    .containsExactly(row("last", "Ng"));
            assertThat(made.problems()).isEqualTo(1);
            assertThat(made.firstProblems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.reason()).contains(bad.reason()))
                    .satisfies(problem -> assertThat(told(trial))
                            .containsExactly(Map.of(
                                    "extract",
                                    made.extract()
                                            .summary()
                                            .description()
                                            .name()
                                            .stem(),
                                    "file",
                                    file,
                                    "line",
                                    2,
                                    "reason",
                                    problem.reason())));
            assertThat(lines(trial)).isEqualTo(withEnd(bad.line()));
        }
    }

    /** The bytes of the one file of lines. */
    private static byte[] lines(Trial trial) throws IOException {
        try (var files = Files.list(trial.quarantine().resolve("lines"))) {
            var all = files.toList();
            assertThat(all).hasSize(1);
            return Files.readAllBytes(all.getFirst());
        }
    }

    static List<Object> told(Trial trial) throws IOException {
        try (var lines = Files.lines(trial.quarantine().resolve("problems.ndjson"))) {
            return lines.map(line -> new JsonMapper().readValue(line, Object.class))
                    .toList();
        }
    }

    private static byte[] withEnd(byte[] line) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(line);
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private static void write(Trial trial, Bad bad, String file) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes((patient("first", "male") + "\n").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(withEnd(bad.line()));
        bytes.writeBytes((patient("last", "male", "Ng") + "\n").getBytes(StandardCharsets.UTF_8));
        trial.bytes(file, bytes.toByteArray());
    }

    private Trial trial() {
        return Trial.in(folder).with(BadLinesTest::small);
    }

    private static EngineSettings small(EngineSettings settings) {
        return new EngineSettings(settings.threads(), 5_000, new TextLimits(2_000, 1 << 20), settings.codec());
    }
}
