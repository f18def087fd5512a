package org.almoner.dataset.view;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.almoner.dataset.row.Column;
import org.almoner.dataset.row.ColumnType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * The official tests of SQL on FHIR. Writes their report, in the form that the standard's registry of implementations
 * takes, to {@code target/test_report.json}.
 */
class SqlOnFhirSuiteTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int TESTS = 134;

    private static final Map<String, List<Map<String, Object>>> REPORT = new TreeMap<>();

    @TestFactory
    List<DynamicNode> suite() throws IOException, URISyntaxException {
        var files = new ArrayList<DynamicNode>();
        int count = 0;
        for (var file : files()) {
            var suite = JSON.readTree(Files.readAllBytes(file));
            var resources = stream(suite.get("resources")).toList();
            count += suite.get("tests").size();
            files.add(dynamicContainer(
                    file.getFileName().toString(),
                    stream(suite.get("tests"))
                            .map(test -> dynamicTest(
                                    test.get("title").stringValue(),
                                    () -> runAndReport(file.getFileName().toString(), test, resources)))));
        }
        assertThat(count).isEqualTo(TESTS);
        return files;
    }

    @AfterAll
    static void report() throws IOException {
        var report = new TreeMap<String, Object>();
        REPORT.forEach((file, tests) -> report.put(file, Map.of("tests", tests)));
        JSON.writerWithDefaultPrettyPrinter().writeValue(Path.of("target", "test_report.json"), report);
    }

    private static List<Path> files() throws IOException, URISyntaxException {
        var folder = SqlOnFhirSuiteTest.class.getResource("/sql-on-fhir/tests");
        if (folder == null) {
            throw new IllegalStateException("sql-on-fhir/tests is missing");
        }
        try (var files = Files.list(Path.of(folder.toURI()))) {
            return files.sorted().toList();
        }
    }

    private static void runAndReport(String file, JsonNode test, List<JsonNode> resources) {
        boolean passed = false;
        try {
            run(test, resources);
            passed = true;
        } finally {
            REPORT.computeIfAbsent(file, _ -> new ArrayList<>())
                    .add(Map.of("name", test.get("title").stringValue(), "result", Map.of("passed", passed)));
        }
    }

    private static void run(JsonNode test, List<JsonNode> resources) {
        var lines = resources.stream().map(JsonNode::toString).toList();
        if (test.path("expectError").asBoolean(false)) {
            assertThatThrownBy(() -> Rows.of(ViewDefinition.parse(test.get("view")), lines))
                    .isInstanceOfAny(InvalidViewException.class, ResourceException.class);
            return;
        }
        var view = ViewDefinition.parse(test.get("view"));
        var rows = Rows.of(view, lines);
        if (test.has("expectCount")) {
            assertThat(rows).hasSize(test.get("expectCount").intValue());
            return;
        }
        var collections = collections(test.get("view").get("select"));
        var actual = rows.stream()
                .map(row -> typed(row, view.columns(), collections))
                .toList();
        var expected = stream(test.get("expect")).map(SqlOnFhirSuiteTest::plain).toList();
        assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
        if (test.has("expectColumns")) {
            assertThat(view.columns())
                    .extracting(Column::name)
                    .isEqualTo(stream(test.get("expectColumns"))
                            .map(JsonNode::stringValue)
                            .toList());
        }
    }

    /** The columns that are collections, of all selections below. */
    private static List<String> collections(JsonNode select) {
        return select.findParents("collection").stream()
                .filter(column -> column.get("collection").booleanValue())
                .map(column -> column.get("name").stringValue())
                .toList();
    }

    private static Map<String, @Nullable Object> typed(
            List<@Nullable String> row, List<Column> columns, List<String> collections) {
        var typed = new HashMap<String, @Nullable Object>();
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            typed.put(column.name(), typed(row.get(i), column.type(), collections.contains(column.name())));
        }
        return typed;
    }

    private static @Nullable Object typed(@Nullable String cell, ColumnType type, boolean collection) {
        if (cell == null) {
            return null;
        }
        if (collection) {
            return value(JSON.readTree(cell));
        }
        return switch (type) {
            case BOOLEAN -> Boolean.valueOf(cell);
            case INTEGER, DECIMAL -> new BigDecimal(cell).stripTrailingZeros();
            case STRING, DATE, DATE_TIME, TIME -> cell;
        };
    }

    private static Map<String, @Nullable Object> plain(JsonNode row) {
        var plain = new HashMap<String, @Nullable Object>();
        row.properties().forEach(property -> plain.put(property.getKey(), value(property.getValue())));
        return plain;
    }

    private static @Nullable Object value(JsonNode value) {
        if (value.isArray()) {
            return stream(value).map(SqlOnFhirSuiteTest::value).toList();
        }
        if (value.isNumber()) {
            return value.decimalValue().stripTrailingZeros();
        }
        return value.isNull() ? null : value.isBoolean() ? (Object) value.booleanValue() : value.stringValue();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
