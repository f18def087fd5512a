package org.almoner.sample.population;

import java.util.concurrent.Callable;

/**
 * A part of a population that is made in one piece, in memory: some organizations or some people. Which blocks there are
 * depends on the population alone.
 *
 * @param number from 0; organizations come before people
 */
record Block(SamplePopulation population, int number) implements Callable<Lines> {

    private static final int PEOPLE = 8;
    private static final int PROVIDERS = 64;

    static int count(SamplePopulation population) {
        return ofProviders(population) + Math.ceilDiv(population.patients(), PEOPLE);
    }

    private static int ofProviders(SamplePopulation population) {
        return Math.ceilDiv(Network.of(population).providers(), PROVIDERS);
    }

    /** How many people are written once this block is. */
    int patients() {
        return Math.clamp((number + 1L - ofProviders(population)) * PEOPLE, 0, population.patients());
    }

    @Override
    public Lines call() {
        var lines = new Lines();
        var network = Network.of(population);
        int of = ofProviders(population);
        if (number < of) {
            writeProviders(network, lines);
        } else {
            writePeople(network, (number - of) * PEOPLE, lines);
        }
        return lines;
    }

    private void writeProviders(Network network, Lines lines) {
        var resources = new NetworkResources(network, population.end(), lines);
        if (number == 0) {
            resources.writeCommon();
        }
        int first = number * PROVIDERS;
        for (int provider = first; provider < Math.min(first + PROVIDERS, network.providers()); provider++) {
            resources.write(provider);
        }
    }

    private void writePeople(Network network, int first, Lines lines) {
        for (int slot = first; slot < Math.min(first + PEOPLE, population.patients()); slot++) {
            var person = Person.in(population, network, slot);
            new PatientRecord(new Chart(person, network, population.end(), population.begin(), lines)).write();
        }
    }
}
