package org.almoner.client.admin;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is said of a population. What is null is not said: of a new one it is left to the server, of an existing one it stays.
 *
 * @param mnemonic of a new one only
 * @param sourceOptions what else it takes to read the source, such as user and password
 */
public record PopulationRequest(
        @Nullable String mnemonic,
        @Nullable String name,
        @Nullable String source,
        @Nullable Map<String, String> sourceOptions) {

    /** Never what may be secret. */
    @Override
    public String toString() {
        return "PopulationRequest[mnemonic=" + mnemonic + ", name=" + name + ", source=" + source + "]";
    }
}
