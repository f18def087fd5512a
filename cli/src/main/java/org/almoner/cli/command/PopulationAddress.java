package org.almoner.cli.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code ORG/POPULATION}, both by their mnemonics. */
record PopulationAddress(String organization, String population) {

    @Override
    public String toString() {
        return organization + "/" + population;
    }

    /** Reads {@code ORG/POPULATION}. */
    static final class Converter implements ITypeConverter<PopulationAddress> {
        @Override
        public PopulationAddress convert(String text) {
            var steps = text.split("/", -1);
            if (steps.length != 2 || steps[0].isBlank() || steps[1].isBlank()) {
                throw new TypeConversionException("'" + text + "' is not ORG/POPULATION, such as stmarys/diabetes.");
            }
            return new PopulationAddress(steps[0], steps[1]);
        }
    }
}
