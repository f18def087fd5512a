package org.almoner.server.notification;

import java.util.UUID;

import org.almoner.server.access.OrganizationId;

/** Who may know of an event. */
public sealed interface Audience {

    /** One organization, for good. */
    record OfOrganization(OrganizationId organization) implements Audience {}

    /** Whoever sees a sub-product at the moment of asking. */
    record OfSubProduct(UUID subProduct) implements Audience {}
}
