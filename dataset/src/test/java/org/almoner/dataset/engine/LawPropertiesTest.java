package org.almoner.dataset.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import static org.almoner.dataset.engine.FolderExtractTest.row;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * COMPLETE(n-1), changed by INCREMENTAL(n), is COMPLETE(n), and both are what the source says; over populations that come and go,
 * with equal rows, whoever deletes in whatever way, on any number of threads.
 */
class LawPropertiesTest {

    private static final List<String> ENTITIES = List.of("Person", "Person_Name", "Result");
    private static final String[] GENDERS = {"male", "female", "", "|", "\"", "a\nb", "\u00e4"};

    /** What the source says of one person: from which both the resources and the expected rows are written. */
    private record Someone(String id, String gender, List<String> families, List<String> values) {}

    @Property(tries = 60)
    void holdsOverAChainOfIncrementals(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 8) int threads,
            @ForAll @IntRange(min = 50, max = 3_000) int block)
            throws IOException {
        var folder = Files.createTempDirectory("law");
        try {
            var random = new Random(seed);
            var trial = Trial.in(folder).inBlocksOf(block).with(settings -> settings.withThreads(threads));
            var people = change(new ArrayList<>(), random);
            write(trial, people, random);
            var last = trial.complete(1);
            var single = state(ReadExtract.of(last.extract().archive()));
            var all = state(ReadExtract.of(last.extract().archive()));
            for (int number = 2; number < 6; number++) {
                people = change(people, random);
                write(trial, people, random);
                last = trial.incremental(number, last);
                var incremental = ReadExtract.of(last.extract().archive());
                applyRowByRow(incremental, single);
                applyByHash(incremental, all);
                var complete =
                        state(ReadExtract.of(trial.complete(number).extract().archive()));
                for (var entity : ENTITIES) {
                    assertThat(sorted(single, entity)).isEqualTo(sorted(complete, entity));
                    assertThat(sorted(all, entity)).isEqualTo(sorted(complete, entity));
                    assertThat(texts(complete.getOrDefault(entity, List.of()).stream()
                                    .map(row -> row.subList(0, row.size() - 1))
                                    .toList()))
                            .isEqualTo(texts(expected(entity, people)));
                }
            }
        } finally {
            delete(folder);
        }
    }

    private static List<Someone> change(List<Someone> before, Random random) {
        var after = new ArrayList<Someone>();
        for (var someone : before) {
            switch (random.nextInt(8)) {
                case 0 -> {}
                case 1 -> after.add(new Someone(someone.id(), gender(random), someone.families(), someone.values()));
                // Equal rows come and go.
                case 2 -> after.add(new Someone(someone.id(), someone.gender(), some(random), someone.values()));
                case 3 -> after.add(new Someone(someone.id(), someone.gender(), someone.families(), some(random)));
                default -> after.add(someone);
            }
        }
        for (int more = random.nextInt(30); more > 0; more--) {
            after.add(new Someone("p" + random.nextLong(), gender(random), some(random), some(random)));
        }
        Collections.shuffle(after, random);
        return after;
    }

    private static String gender(Random random) {
        return GENDERS[random.nextInt(GENDERS.length)];
    }

    private static List<String> some(Random random) {
        return random.ints(random.nextInt(6), 0, 3).mapToObj(Integer::toString).toList();
    }

    private static void write(Trial trial, List<Someone> people, Random random) throws IOException {
        try (var files = Files.list(trial.source())) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        trial.file("Patient.ndjson").file("Observation.ndjson");
        int parts = random.nextInt(1, 4);
        for (int part = 0; part < parts; part++) {
            var patients = new ArrayList<String>();
            var observations = new ArrayList<String>();
            for (int i = part * people.size() / parts; i < (part + 1) * people.size() / parts; i++) {
                var someone = people.get(i);
                patients.add(SmallSet.patient(
                        someone.id(),
                        someone.gender().replace("\"", "\\\"").replace("\n", "\\n"),
                        someone.families().toArray(String[]::new)));
                for (int value = 0; value < someone.values().size(); value++) {
                    observations.add(SmallSet.observation(
                            someone.id() + "-" + value,
                            "Patient/" + someone.id(),
                            "Practitioner/1",
                            someone.values().get(value)));
                }
            }
            var suffix = part + ".ndjson" + (random.nextBoolean() ? ".gz" : "");
            trial.file("Patient." + suffix, patients.toArray(String[]::new))
                    .file("Observation." + suffix, observations.toArray(String[]::new));
        }
    }

    private static List<List<String>> expected(String entity, List<Someone> people) {
        var rows = new ArrayList<List<String>>();
        for (var someone : people) {
            switch (entity) {
                case "Person" -> rows.add(row(someone.id(), someone.gender()));
                case "Person_Name" -> someone.families().forEach(family -> rows.add(row(someone.id(), family)));
                default -> {
                    for (int i = 0; i < someone.values().size(); i++) {
                        rows.add(row(
                                someone.id() + "-" + i,
                                someone.id(),
                                "1",
                                someone.values().get(i)));
                    }
                }
            }
        }
        return rows;
    }

    private static Map<String, List<List<String>>> state(ReadExtract extract) {
        var state = new HashMap<String, List<List<String>>>();
        for (var entity : ENTITIES) {
            state.put(entity, new ArrayList<>(extract.table(entity + ".txt").rows()));
        }
        return state;
    }

    /** One row for each line of the delete file. */
    private static void applyRowByRow(ReadExtract incremental, Map<String, List<List<String>>> state) {
        state.forEach((entity, rows) -> {
            for (var hash : incremental.table(entity + "_delete.txt").hashes()) {
                int found = 0;
                while (!rows.get(found).getLast().equals(hash)) {
                    found++;
                }
                rows.remove(found);
            }
            rows.addAll(incremental.table(entity + ".txt").rows());
        });
    }

    /** All rows with the hash. */
    private static void applyByHash(ReadExtract incremental, Map<String, List<List<String>>> state) {
        state.forEach((entity, rows) -> {
            var gone = new HashSet<>(incremental.table(entity + "_delete.txt").hashes());
            rows.removeIf(row -> gone.contains(row.getLast()));
            rows.addAll(incremental.table(entity + ".txt").rows());
        });
    }

    private static List<String> sorted(Map<String, List<List<String>>> state, String entity) {
        return texts(state.getOrDefault(entity, List.of()));
    }

    private static List<String> texts(List<List<String>> rows) {
        return rows.stream().map(List::toString).sorted().toList();
    }

    static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
