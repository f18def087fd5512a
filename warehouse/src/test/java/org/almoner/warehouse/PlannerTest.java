package org.almoner.warehouse;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.almoner.dataset.archive.ArchiveName;
import org.almoner.dataset.archive.ExtractDescription;
import org.almoner.dataset.archive.ExtractType;
import org.almoner.warehouse.Plan.Reason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Extracts are called C1, I2 and so on: type and day. */
class PlannerTest {

    private final Map<ArchiveName, ArchiveName> bases = new HashMap<>();
    private final List<Load> loads = new ArrayList<>();

    private static ArchiveName name(String word) {
        return name(word, "adults");
    }

    private static ArchiveName name(String word, String population) {
        return new ArchiveName(
                word.startsWith("C") ? ExtractType.COMPLETE : ExtractType.INCREMENTAL,
                "mercy",
                population,
                "1.0.0",
                Instant.parse("2026-01-0" + word.charAt(1) + "T00:00:00Z"));
    }

    /** An INCREMENTAL is I3:C1, with its base. */
    private Archive archive(String text) {
        var parts = text.split(":", -1);
        if (parts.length > 1) {
            bases.put(name(parts[0]), name(parts[1]));
        }
        return new Archive(Path.of(parts[0]), name(parts[0]), 100);
    }

    private PlannerTest loaded(String... texts) {
        for (var text : texts) {
            var archive = archive(text);
            var base = Optional.ofNullable(bases.get(archive.name()));
            loads.add(new Load(
                    loads.size() + 1L,
                    new ExtractDescription(archive.name(), "LONG_REC", Instant.EPOCH, Instant.EPOCH, base),
                    new Load.ArchiveFile(archive.name().fileName(), 100, "00"),
                    1,
                    OptionalLong.empty(),
                    Instant.EPOCH));
        }
        return this;
    }

    private Plan plan(String... texts) throws IOException {
        var archives = Arrays.stream(texts).map(this::archive).toList();
        return new Planner(
                        loads,
                        archive ->
                                Optional.ofNullable(bases.get(archive.name())).orElseThrow())
                .plan(archives, false);
    }

    private List<String> steps(String... texts) throws IOException {
        return plan(texts).steps().stream().map(step -> step.path().toString()).toList();
    }

    @Test
    void aChainIsPutInOrder() throws IOException {
        assertThat(steps("I3:I2", "C1", "I2:C1")).containsExactly("C1", "I2", "I3");
    }

    @Test
    void goesOnFromWhatIsLoaded() throws IOException {
        var plan = loaded("C1", "I2:C1").plan("C1", "I2:C1", "I3:I2", "I4:I3");

        assertThat(plan.steps()).extracting(step -> step.path().toString()).containsExactly("I3", "I4");
        assertThat(plan.skipped()).extracting(Plan.Skipped::reason).containsExactly(Reason.LOADED, Reason.LOADED);
    }

    @Test
    void theNewestCompleteIsEnough() throws IOException {
        var plan = plan("C1", "I2:C1", "C3", "I4:C3");

        assertThat(plan.steps()).extracting(step -> step.path().toString()).containsExactly("C3", "I4");
        assertThat(plan.skipped())
                .extracting(Plan.Skipped::reason)
                .containsExactly(Reason.NOT_NEEDED, Reason.NOT_NEEDED);
    }

    @Test
    void incrementalsArePreferredIfTheyLeadAsFar() throws IOException {
        assertThat(loaded("C1").steps("I2:C1", "C2", "I3:I2", "C3")).containsExactly("I2", "I3");
    }

    @Test
    void aCompleteStandsInForWhatIsMissing() throws IOException {
        assertThat(loaded("C1").steps("I3:I2", "C3", "I4:C3")).containsExactly("C3", "I4");
    }

    @Test
    void aCompleteOfTheSameDayLeadsOnWhereTheIncrementalDoesNot() throws IOException {
        assertThat(loaded("C1", "I2:C1").steps("C2", "I3:C2")).containsExactly("C2", "I3");
    }

    @Test
    void aCompleteOfTheSameDayIsNotLoadedForItself() throws IOException {
        var plan = loaded("C1", "I2:C1").plan("C2");

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.skipped()).extracting(Plan.Skipped::reason).containsExactly(Reason.NOT_NEEDED);
    }

    @Test
    void anIncrementalMayBeOfTheSameMinuteAsItsBase() throws IOException {
        assertThat(steps("I1:C1", "C1")).containsExactly("C1", "I1");
        assertThat(loaded("C1").steps("I1:C1", "C1", "I2:I1")).containsExactly("I1", "I2");
    }

    @Test
    void aCompleteStandsInForNothingThatChangesAnother() {
        assertThatThrownBy(() -> loaded("C1").plan("I3:I2", "C3", "I4:I3"))
                .hasMessageContaining("the chain ends at syndication_longrecord_C_mercy_adults_1.0.0_202601030000");
    }

    @Test
    void aGapIsRefused() {
        assertThatThrownBy(() -> plan("I2:C1")).hasMessageContaining("which is neither loaded nor here");
        assertThatThrownBy(() -> loaded("C1").plan("I3:I2"))
                .hasMessageContaining("changes syndication_longrecord_I_mercy_adults_1.0.0_202601020000")
                .hasMessageContaining("the chain ends at syndication_longrecord_C_mercy_adults_1.0.0_202601010000");
    }

    @Test
    void whatIsOlderIsLeftOut() throws IOException {
        var plan = loaded("C3").plan("C1", "I2:C1");

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.skipped()).extracting(Plan.Skipped::reason).containsExactly(Reason.OLDER, Reason.OLDER);
    }

    @Test
    void aCircleEndsNowhere() {
        assertThatThrownBy(() -> plan("I2:I3", "I3:I2")).isInstanceOf(WarehouseException.class);
        assertThatThrownBy(() -> loaded("C1").plan("I3:I3", "I2:C1")).isInstanceOf(WarehouseException.class);
    }

    @Test
    void severalPopulationsAreRefused() {
        var both =
                List.of(new Archive(Path.of("a"), name("C1"), 1), new Archive(Path.of("b"), name("C1", "children"), 1));

        assertThatThrownBy(() -> new Planner(List.of(), _ -> name("C1")).plan(both, true))
                .hasMessageContaining("mercy/adults 1.0.0, mercy/children 1.0.0")
                .hasMessageContaining("--population");
    }

    @Test
    void othersInAFolderAreLeftOut() throws IOException {
        loaded("C1");
        var other = new Archive(Path.of("b"), name("C2", "children"), 1);

        assertThat(new Planner(loads, _ -> name("C1"))
                        .plan(List.of(other), true)
                        .skipped())
                .extracting(Plan.Skipped::reason)
                .containsExactly(Reason.OTHER_POPULATION);
        assertThatThrownBy(() -> new Planner(loads, _ -> name("C1")).plan(List.of(other), false))
                .hasMessageContaining("--schema");
    }

    @Test
    void otherBytesUnderALoadedNameAreRefused() {
        loaded("C1");
        var changed = new Archive(Path.of("C1"), name("C1"), 101);

        assertThatThrownBy(() -> new Planner(loads, _ -> name("C1")).plan(List.of(changed), false))
                .hasMessageContaining("has 101 bytes, but when it was loaded it had 100");
    }
}
