package org.almoner.dataset.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

import org.almoner.sample.population.PopulationFolder;
import org.almoner.sample.population.PopulationListener;
import org.almoner.sample.population.SamplePopulation;
import org.junit.jupiter.api.Assumptions;

/** One population at two dates: as FHIR NDJSON, with what is new, changed and gone from the first to the second. */
enum Populations {
    /** Made up by us; always there. */
    SAMPLE {
        @Override
        TwoDates in(Path folder) throws IOException {
            return new TwoDates(written(folder, LocalDate.of(2026, 1, 1)), written(folder, LocalDate.of(2026, 4, 1)));
        }

        private Path written(Path folder, LocalDate at) throws IOException {
            var place = folder.resolve("sample-" + at);
            PopulationFolder.in(place).write(new SamplePopulation(7, 6, at), NOBODY);
            return place;
        }
    },
    /** Made by others; where it lies beside the checkout. */
    SYNTHEA {
        @Override
        TwoDates in(Path folder) {
            var name = System.getProperty("population", "synthea-p10");
            var first = real(name + "-20250101");
            var second = real(name + "-20250401");
            Assumptions.assumeTrue(first.isPresent() && second.isPresent(), "no populations beside the checkout");
            return new TwoDates(first.orElseThrow(), second.orElseThrow());
        }
    };

    private static final PopulationListener NOBODY = (_, _, _) -> {};

    /** Two folders. */
    record TwoDates(Path first, Path second) {}

    /** @param folder for what has to be made */
    abstract TwoDates in(Path folder) throws IOException;

    /** Beside the checkout, or further up. */
    private static Optional<Path> real(String name) {
        var place = Path.of("shared", "data", "fhir", name);
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(place))) {
                return Optional.of(folder.resolve(place));
            }
        }
        return Optional.empty();
    }
}
