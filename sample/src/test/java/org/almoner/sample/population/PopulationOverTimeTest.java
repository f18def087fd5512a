package org.almoner.sample.population;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What three months do to a population. */
class PopulationOverTimeTest {

    @TempDir
    private Path folder;

    @Test
    void recordsComeChangeAndGo() {
        var before = State.of(at(120, LocalDate.of(2026, 1, 1)), folder);
        var after = State.of(at(120, LocalDate.of(2026, 4, 1)), folder);

        var came = minus(after.patients(), before.patients());
        var left = minus(before.patients(), after.patients());
        assertThat(came).isNotEmpty().hasSameSizeAs(left);
        assertThat(after.patients()).hasSameSizeAs(before.patients());
        assertThat(after.dangling()).isEmpty();
        // Whole histories come and go.
        assertThat(ofPeople(after, came)).isGreaterThan(50L * came.size());
        assertThat(ofPeople(before, came)).isZero();
        assertThat(ofPeople(after, left)).isZero();
        long resources = before.size();
        long changed = 0;
        var changes = new HashSet<FhirType>();
        for (var type : FhirType.values()) {
            var old = before.lines(type);
            var now = after.lines(type);
            long ofType = now.entrySet().stream()
                    .filter(each -> old.containsKey(each.getKey()))
                    .filter(each -> !Objects.equals(old.get(each.getKey()), each.getValue()))
                    .count();
            changed += ofType;
            if (ofType > 0) {
                changes.add(type);
            }
        }
        assertThat(changes)
                .contains(
                        FhirType.PATIENT,
                        FhirType.CONDITION,
                        FhirType.MEDICATION_REQUEST,
                        FhirType.OBSERVATION,
                        FhirType.DOCUMENT_REFERENCE,
                        FhirType.COVERAGE);
        // If a draw were shifted by the date, most would change.
        assertThat(changed).isLessThan(resources / 50);
        for (var type : Set.of(FhirType.ENCOUNTER, FhirType.OBSERVATION, FhirType.CLAIM, FhirType.CONDITION)) {
            var stayed = minus(before.patients(), left);
            assertThat(minus(ofPatients(after, type, stayed), before.all(type).keySet()))
                    .as("new " + type)
                    .isNotEmpty();
            assertThat(minus(ofPatients(before, type, stayed), after.all(type).keySet()))
                    .as("gone " + type)
                    .isNotEmpty();
        }
    }

    @Test
    void aMistakeIsTakenOut() {
        var soon = State.of(at(120, LocalDate.of(2026, 1, 1)), folder);
        var later = State.of(at(120, LocalDate.of(2026, 3, 1)), folder);

        var mistakes = soon.all(FhirType.OBSERVATION).entrySet().stream()
                .filter(each -> later.patients().contains(patient(each.getValue())))
                .filter(each -> each.getValue()
                        .path("effectiveDateTime")
                        .stringValue("")
                        .startsWith("2025-12"))
                .filter(each -> !later.all(FhirType.OBSERVATION).containsKey(each.getKey()));

        assertThat(mistakes).isNotEmpty();
    }

    // A draw that depended on the day would change the past.
    @Test
    void whatIsOverStaysAsItIs() {
        var before = State.of(at(60, LocalDate.of(2026, 1, 1)), folder);
        var after = State.of(at(60, LocalDate.of(2027, 3, 1)), folder);

        var open = Set.of("in-progress", "active", "preliminary", "preparation", "current");
        var revised = Set.of("corrected", "entered-in-error", "superseded");
        for (var type : FhirType.values()) {
            if (type == FhirType.PATIENT || type == FhirType.CONDITION || type == FhirType.PRACTITIONER) {
                continue;
            }
            after.all(type).forEach((id, now) -> {
                var old = before.lines(type).get(id);
                var status =
                        before.all(type).getOrDefault(id, now).path("status").stringValue("");
                if (old != null
                        && !open.contains(status)
                        && !revised.contains(now.path("status").stringValue(""))) {
                    assertThat(after.lines(type).get(id)).as(type + "/" + id).isEqualTo(old);
                }
            });
        }
        // Of what is active all the time, nothing but the status changes.
        for (var type : Set.of(FhirType.CLAIM, FhirType.EXPLANATION_OF_BENEFIT, FhirType.ORGANIZATION)) {
            before.lines(type)
                    .forEach((id, old) -> assertThat(after.lines(type).getOrDefault(id, old))
                            .as(type + "/" + id)
                            .isEqualTo(old));
        }
        before.all(FhirType.CONDITION).forEach((id, old) -> {
            var now = after.all(FhirType.CONDITION).getOrDefault(id, old);
            assertThat(now.path("code")).as(id).isEqualTo(old.path("code"));
        });
    }

    @Test
    void whatIsOpenStaysHoweverOldItIs() {
        var population = at(60, LocalDate.of(2026, 1, 1));
        var conditions = State.of(population, folder).all(FhirType.CONDITION).values();

        var begin = LocalDate.ofEpochDay(population.begin() / Seconds.DAY).toString();
        assertThat(conditions)
                .anyMatch(each -> each.path("recordedDate").stringValue("").compareTo(begin) < 0)
                .noneMatch(each -> each.has("abatementDateTime")
                        && each.path("abatementDateTime").stringValue("").compareTo(begin) < 0);
    }

    private static SamplePopulation at(int patients, LocalDate date) {
        return new SamplePopulation(11, patients, date);
    }

    private static long ofPeople(State state, Set<String> patients) {
        long count = 0;
        for (var type : FhirType.values()) {
            count += ofPatients(state, type, patients).size();
        }
        return count;
    }

    private static Set<String> ofPatients(State state, FhirType type, Set<String> patients) {
        var ids = new HashSet<String>();
        state.all(type).forEach((id, resource) -> {
            if (patients.contains(patient(resource))) {
                ids.add(id);
            }
        });
        return ids;
    }

    private static String patient(JsonNode resource) {
        for (var name : new String[] {"subject", "patient", "beneficiary"}) {
            var reference = resource.path(name).path("reference").stringValue("");
            if (reference.startsWith("Patient/")) {
                return reference.substring("Patient/".length());
            }
        }
        return "";
    }

    private static Set<String> minus(Set<String> all, Set<String> without) {
        var rest = new HashSet<>(all);
        rest.removeAll(without);
        return rest;
    }
}
