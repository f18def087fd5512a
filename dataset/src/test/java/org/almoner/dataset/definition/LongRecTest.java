package org.almoner.dataset.definition;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** That the built-in data set says what its format promises, all through. */
class LongRecTest {

    private static final Set<String> TYPES = Set.of(
            "string",
            "code",
            "uri",
            "url",
            "boolean",
            "integer",
            "positiveInt",
            "unsignedInt",
            "decimal",
            "date",
            "dateTime",
            "instant",
            "time",
            "base64Binary",
            "xhtml");

    /** What the format lists, with the columns that join its rows to others. */
    private static final Map<String, List<String>> PROMISED = promised();

    private static Map<String, List<String>> promised() {
        var promised = new LinkedHashMap<String, List<String>>();
        group(promised, "Person", "person_id", "Name Address Telecom Identifier Race Ethnicity Language");
        group(promised, "Encounter", "encounter_id person_id", "Type Participant Diagnosis Location Reason");
        group(promised, "Condition", "condition_id person_id encounter_id", "Coding Category");
        group(promised, "Procedure", "procedure_id person_id encounter_id", "Coding Performer Reason");
        group(promised, "Allergy", "allergy_id person_id encounter_id", "Coding Reaction");
        group(promised, "Immunization", "immunization_id person_id encounter_id", "Coding Performer");
        group(promised, "Medication", "medication_id person_id encounter_id", "Coding Dosage");
        group(
                promised,
                "MedicationAdministration",
                "medication_administration_id person_id encounter_id medication_id",
                "");
        group(promised, "MedicationDispense", "medication_dispense_id person_id encounter_id medication_id", "");
        group(
                promised,
                "Result",
                "result_id person_id encounter_id",
                "Coding Category Component Interpretation ReferenceRange");
        group(promised, "DiagnosticReport", "diagnostic_report_id person_id encounter_id", "Coding Result");
        group(promised, "Document", "document_id person_id encounter_id", "Category Content");
        group(promised, "Claim", "claim_id person_id encounter_id", "Item Diagnosis Procedure Insurance");
        group(promised, "ClaimBenefit", "claim_benefit_id person_id encounter_id", "Item Total");
        group(promised, "Coverage", "coverage_id person_id", "");
        group(promised, "CarePlan", "care_plan_id person_id encounter_id", "Category Activity");
        group(promised, "CareTeam", "care_team_id person_id encounter_id", "Participant");
        group(promised, "Goal", "goal_id person_id", "");
        group(promised, "Device", "device_id person_id", "");
        group(promised, "AdvanceDirective", "advance_directive_id person_id", "RecorderIdentifier");
        group(promised, "Provider", "provider_id", "");
        group(promised, "ProviderRole", "provider_role_id provider_id organization_id location_id", "");
        group(promised, "Organization", "organization_id", "");
        group(promised, "Location", "location_id organization_id", "");
        return promised;
    }

    private static void group(Map<String, List<String>> all, String entity, String keys, String subEntities) {
        var names = words(keys);
        all.put(entity, names);
        words(subEntities).forEach(sub -> all.put(entity + "_" + sub, names));
    }

    private static List<String> words(String text) {
        return Pattern.compile(" ")
                .splitAsStream(text)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    static Stream<EntityDefinition> entities() {
        return DataSets.longRec().entities().stream();
    }

    private static JsonNode view(EntityDefinition entity) {
        return switch (entity) {
            case ViewEntity view -> JsonMapper.shared().readTree(view.json());
            case SqlEntity sql -> throw new AssertionError(sql.name() + " is not a view");
        };
    }

    @Test
    void everyPromisedEntityIsThereAndJoins() {
        var columns = new LinkedHashMap<String, Set<String>>();
        entities().forEach(each -> columns.put(each.name(), names(columns(view(each)))));

        assertThat(DataSets.longRec()).hasToString("LONG_REC 1.0.0");
        assertThat(columns).containsKeys(PROMISED.keySet().toArray(String[]::new));
        PROMISED.forEach(
                (entity, keys) -> assertThat(columns.get(entity)).as(entity).containsAll(keys));
    }

    // On the class path nothing can be listed; here it is a folder.
    @Test
    void noFileIsForgotten() throws URISyntaxException, IOException {
        var file =
                Objects.requireNonNull(DataSet.class.getResource("/org/almoner/dataset/LONG_REC/1.0.0/dataset.json"));

        assertThat(DataSets.in(Path.of(file.toURI()).resolveSibling(""))).isEqualTo(DataSets.longRec());
    }

    @Test
    void subEntitiesFollowTheirEntity() {
        var parent = "";
        for (var entity : entities().toList()) {
            if (entity.name().contains("_")) {
                assertThat(entity.name()).startsWith(parent + "_");
            } else {
                parent = entity.name();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("entities")
    void everyColumnIsNamedTypedAndDescribed(EntityDefinition entity) {
        var columns = columns(view(entity));

        assertThat(columns).extracting(each -> each.path("name").stringValue()).doesNotHaveDuplicates();
        assertThat(columns).allSatisfy(each -> {
            assertThat(each.propertyNames()).containsExactly("name", "path", "type", "description");
            assertThat(each.path("name").stringValue())
                    .matches("[a-z][a-z0-9]*(_[a-z0-9]+)*")
                    .isNotEqualTo("hash_value");
            assertThat(each.path("type").stringValue()).isIn(TYPES);
            assertThat(each.path("path").stringValue()).isNotBlank();
            assertThat(each.path("description").stringValue())
                    .hasSizeGreaterThan(5)
                    .endsWith(".");
        });
        assertThat(view(entity).path("description").stringValue()).endsWith(".");
        assertThat(view(entity).path("fhirVersion").path(0).stringValue()).isEqualTo("4.0.1");
        assertThat(view(entity).path("status").stringValue()).isEqualTo("active");
    }

    @ParameterizedTest
    @MethodSource("entities")
    void keysComeFirst(EntityDefinition entity) {
        var columns = columns(view(entity));
        var own = columns.getFirst();

        assertThat(own.path("name").stringValue()).endsWith("_id");
        assertThat(own.path("path").stringValue()).isEqualTo("getResourceKey()");
    }

    // Or a code would be a riddle.
    @ParameterizedTest
    @MethodSource("entities")
    void everyCodeHasItsDisplayAndItsSystem(EntityDefinition entity) {
        var names = names(columns(view(entity)));
        for (var name : names) {
            if (name.endsWith("_code") && !name.equals("postal_code")) {
                var concept = name.substring(0, name.length() - "_code".length());
                assertThat(names).contains(concept + "_display", concept + "_coding_system_id");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("entities")
    void rowsOfWhatRepeatsAreNumbered(EntityDefinition entity) {
        var view = view(entity);
        for (var select : view.path("select")) {
            if (select.has("forEach")) {
                assertThat(select.path("column").findValues("path").stream().map(JsonNode::stringValue))
                        .as(entity.name())
                        .contains("%rowIndex");
            }
        }
        assertThat(entity.name().contains("_")).isEqualTo(view.path("select").size() > 1);
    }

    // Anything else would bind the data set to one evaluator.
    @ParameterizedTest
    @MethodSource("entities")
    void onlyFunctionsOfTheStandardAreCalled(EntityDefinition entity) {
        var known =
                Set.of("getResourceKey", "getReferenceKey", "first", "ofType", "extension", "where", "exists", "join");
        var paths = new ArrayList<String>();
        collect(view(entity), paths);
        for (var path : paths) {
            var withoutTexts = path.replaceAll("'[^']*'", "''");
            var calls = Pattern.compile("(\\w+)\\(").matcher(withoutTexts);
            while (calls.find()) {
                assertThat(calls.group(1)).as(path).isIn(known);
            }
        }
    }

    private static void collect(JsonNode node, List<String> paths) {
        for (var name : List.of("path", "forEach", "forEachOrNull")) {
            if (node.path(name).isString()) {
                paths.add(node.path(name).stringValue());
            }
        }
        node.forEach(each -> collect(each, paths));
    }

    /** In the order of the row. */
    private static List<JsonNode> columns(JsonNode node) {
        var columns = new ArrayList<JsonNode>();
        node.path("column").forEach(columns::add);
        node.path("select").forEach(each -> columns.addAll(columns(each)));
        var branches = node.path("unionAll");
        for (var branch : branches) {
            assertThat(columns(branch).stream().map(each -> each.path("name").stringValue()))
                    .as("every branch yields the same columns")
                    .containsExactlyElementsOf(columns(branches.path(0)).stream()
                            .map(each -> each.path("name").stringValue())
                            .toList());
        }
        if (!branches.isEmpty()) {
            columns.addAll(columns(branches.path(0)));
        }
        return columns;
    }

    private static Set<String> names(List<JsonNode> columns) {
        var names = new HashSet<String>();
        columns.forEach(each -> names.add(each.path("name").stringValue()));
        return names;
    }
}
