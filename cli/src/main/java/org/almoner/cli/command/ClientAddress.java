package org.almoner.cli.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code ORG/CLIENT_ID}. A client id may have slashes in it, where an issuer other than the server names clients; a mnemonic has none. */
record ClientAddress(String organization, String clientId) {

    @Override
    public String toString() {
        return organization + "/" + clientId;
    }

    /** Reads {@code ORG/CLIENT_ID}. */
    static final class Converter implements ITypeConverter<ClientAddress> {
        @Override
        public ClientAddress convert(String text) {
            var steps = text.split("/", 2);
            if (steps.length != 2 || steps[0].isBlank() || steps[1].isBlank()) {
                throw new TypeConversionException("'" + text
                        + "' is not ORG/CLIENT_ID: 'almoner client list ORG' shows the ids, unless an issuer of your own"
                        + " gives them.");
            }
            return new ClientAddress(steps[0], steps[1]);
        }
    }
}
