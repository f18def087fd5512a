package org.almoner.sample.population;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

class AnyPopulationTest {

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void everyReferenceLeadsSomewhere(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int patients, @ForAll("days") LocalDate at)
            throws IOException {
        var folder = Files.createTempDirectory("population");
        var state = State.of(new SamplePopulation(seed, patients, at), folder);
        for (var type : FhirType.values()) {
            Files.delete(folder.resolve(type.fileName(false)));
        }
        Files.delete(folder);

        assertThat(state.patients()).hasSize(patients);
        assertThat(state.dangling()).isEmpty();
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(SamplePopulation.EARLIEST.toEpochDay(), SamplePopulation.LATEST.toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    @Example
    void theEndsOfTheModelAreInIt() throws IOException {
        everyReferenceLeadsSomewhere(Long.MIN_VALUE, 4, SamplePopulation.EARLIEST);
        everyReferenceLeadsSomewhere(Long.MAX_VALUE, 4, SamplePopulation.LATEST);
    }
}
