package org.almoner.client.admin;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A set of people whose records an organization receives.
 *
 * @param organization the mnemonic of the organization
 * @param mnemonic unique in the organization
 * @param source a folder of the server's, the address of a FHIR server, or a JDBC URL
 * @param sourceOptions the names of what else it takes to read the source; what they are is not told
 */
public record Population(
        String id,
        String organization,
        String mnemonic,
        String name,
        String source,
        List<String> sourceOptions,
        @Nullable Instant createdAt) {

    public Population {
        sourceOptions = List.copyOf(sourceOptions);
    }
}
