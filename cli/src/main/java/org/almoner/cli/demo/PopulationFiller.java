package org.almoner.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;

import org.almoner.client.AlmonerClient;
import org.almoner.client.admin.ExtractJob;
import org.almoner.client.admin.PopulationRequest;
import org.almoner.client.syndication.ExtractType;
import org.almoner.sample.population.PopulationFolder;
import org.almoner.sample.population.SamplePopulation;

/**
 * Gives an organization a population of made-up people with one COMPLETE and one INCREMENTAL extract, as an operator would. What is
 * there already stays as it is.
 */
final class PopulationFiller {

    private static final String POPULATION = "demopopulation";
    private static final int PATIENTS = 50;
    private static final long SEED = 2026;
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final LocalDate LATER = LocalDate.of(2026, 4, 1);
    private static final Duration LOOK = Duration.ofMillis(300);

    private final AlmonerClient operator;
    private final Path folder;

    /** @param data the server's data folder, which also gets the records that the extracts are made of */
    PopulationFiller(AlmonerClient operator, Path data) {
        this.operator = operator;
        this.folder = data.toAbsolutePath().normalize().resolve("sample").resolve(POPULATION);
    }

    /** @param organization the mnemonic of the organization whose population it is */
    void fill(String organization) throws IOException {
        var populations = operator.admin().populations();
        if (populations
                .all(organization)
                .noneMatch(population -> population.mnemonic().equals(POPULATION))) {
            populations.add(
                    organization, new PopulationRequest(POPULATION, "Demo population", folder.toString(), null));
        }
        extract(organization, ExtractType.COMPLETE, FIRST);
        extract(organization, ExtractType.INCREMENTAL, LATER);
    }

    /** Makes an extract of that type, if there is none, of the population as it is on a day. */
    private void extract(String organization, ExtractType type, LocalDate day) throws IOException {
        var extracts = operator.admin().extracts();
        if (extracts.all(organization, POPULATION).anyMatch(extract -> extract.extractType() == type)) {
            return;
        }
        new PopulationFolder(folder, true, true, Runtime.getRuntime().availableProcessors())
                .write(new SamplePopulation(SEED, PATIENTS, day), (_, _, _) -> {});
        var job = extracts.run(organization, POPULATION, type, null, null);
        var ended = extracts.follow(job.id(), LOOK, _ -> {});
        if (ended.state() != ExtractJob.State.DONE) {
            throw new IllegalStateException("The sample's " + type + " extract could not be made: " + ended.message());
        }
    }
}
