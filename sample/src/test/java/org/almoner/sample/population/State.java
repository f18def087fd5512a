package org.almoner.sample.population;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** A population read back by another parser: resources by type and id, and the lines they came from. */
final class State {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Map<String, Map<String, JsonNode>> resources = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> lines = new LinkedHashMap<>();

    static State of(SamplePopulation population, Path folder) {
        try {
            new PopulationFolder(folder, false, true, 2).write(population, (_, _, _) -> {});
            return of(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static State of(Path folder) throws IOException {
        var state = new State();
        for (var type : FhirType.values()) {
            state.read(type.typeName(), folder.resolve(type.fileName(false)));
        }
        return state;
    }

    private void read(String type, Path file) throws IOException {
        var ofType = new LinkedHashMap<String, JsonNode>();
        var linesOfType = new LinkedHashMap<String, String>();
        var text = Files.readString(file, StandardCharsets.UTF_8);
        assertThat(text.isEmpty() || text.endsWith("}\n")).isTrue();
        for (var line : text.lines().toList()) {
            var resource = MAPPER.readTree(line);
            assertThat(resource.required("resourceType").stringValue()).isEqualTo(type);
            var id = resource.required("id").stringValue();
            assertThat(id).matches("[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
            assertThat(ofType.put(id, resource)).as("two of " + type + "/" + id).isNull();
            linesOfType.put(id, line);
        }
        resources.put(type, ofType);
        lines.put(type, linesOfType);
    }

    Map<String, JsonNode> all(FhirType type) {
        return resources.getOrDefault(type.typeName(), Map.of());
    }

    Map<String, String> lines(FhirType type) {
        return lines.getOrDefault(type.typeName(), Map.of());
    }

    long size() {
        return resources.values().stream().mapToLong(Map::size).sum();
    }

    /** References that lead nowhere. */
    List<String> dangling() {
        var identifiers = identifiers();
        var dangling = new ArrayList<String>();
        resources
                .values()
                .forEach(ofType -> ofType.values().forEach(resource -> {
                    Set<String> contained = new HashSet<>();
                    resource.path("contained")
                            .forEach(each -> contained.add("#" + each.path("id").stringValue()));
                    for (var reference : resource.findValues("reference")) {
                        if (reference.isString() && !resolves(reference.stringValue(), contained, identifiers)) {
                            dangling.add(
                                    resource.path("resourceType").stringValue() + " -> " + reference.stringValue());
                        }
                    }
                }));
        return dangling;
    }

    private boolean resolves(String reference, Set<String> contained, Map<String, Integer> identifiers) {
        if (reference.startsWith("#")) {
            return contained.contains(reference);
        }
        if (reference.contains("?identifier=")) {
            return identifiers.getOrDefault(reference, 0) == 1;
        }
        int slash = reference.indexOf('/');
        return slash > 0
                && resources
                        .getOrDefault(reference.substring(0, slash), Map.of())
                        .containsKey(reference.substring(slash + 1));
    }

    /** How many have each identifier, as conditional references write them. */
    private Map<String, Integer> identifiers() {
        var identifiers = new HashMap<String, Integer>();
        resources.forEach((type, ofType) -> ofType.values()
                .forEach(resource -> resource.path("identifier")
                        .forEach(each -> identifiers.merge(
                                type + "?identifier=" + each.path("system").stringValue() + "|"
                                        + each.path("value").stringValue(),
                                1,
                                Integer::sum))));
        return identifiers;
    }

    Set<String> patients() {
        return new TreeSet<>(all(FhirType.PATIENT).keySet());
    }
}
