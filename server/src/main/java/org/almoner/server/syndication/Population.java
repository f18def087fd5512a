package org.almoner.server.syndication;

import java.time.Instant;
import java.util.UUID;

import org.almoner.server.access.Mnemonic;
import org.almoner.server.access.OrganizationId;

/**
 * A set of people whose records an organization receives.
 *
 * @param organization whose population it is: it alone is shown its extracts
 * @param mnemonic unique in the organization; part of the names of extracts, so it never changes
 * @param name for people
 */
record Population(
        UUID id,
        OrganizationId organization,
        Mnemonic mnemonic,
        String name,
        Source source,
        SourceOptions options,
        Instant createdAt) {}
