package org.almoner.server.manifest;

import org.almoner.server.access.OrganizationId;

/** Whoever manifests are signed by; each has keys of its own. */
public sealed interface Signer {

    /** A publisher: it signs the versions of its products. */
    record Publisher(OrganizationId organization) implements Signer {}

    /** The server: it signs extracts. */
    record Operator() implements Signer {}

    /** What the tables call it: an organization's id has other letters. */
    default String id() {
        return switch (this) {
            case Publisher(var organization) -> organization.value();
            case Operator() -> "operator";
        };
    }
}
