package org.almoner.server.access;

import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Which organization may see what. Whether the products exist is the caller's business: here they are ids. Granting what is
 * granted and withdrawing what is not do nothing.
 */
public interface Entitlements {

    /** @param subProductId null grants the whole product, with sub-products that do not exist yet */
    void grant(OrganizationId organization, UUID productId, @Nullable UUID subProductId);

    /**
     * Takes back exactly what one grant gave: withdrawing a sub-product leaves a grant of its whole product standing.
     *
     * @param subProductId null withdraws the grant of the whole product and leaves grants of single sub-products standing
     */
    void withdraw(OrganizationId organization, UUID productId, @Nullable UUID subProductId);

    /** The products granted as a whole. */
    Set<UUID> ofProducts(OrganizationId organization);

    /** The organizations that were granted a sub-product, alone or with its whole product. */
    Set<OrganizationId> entitledTo(UUID productId, UUID subProductId);

    /** The sub-products granted one by one. */
    Set<UUID> ofSubProducts(OrganizationId organization);
}
