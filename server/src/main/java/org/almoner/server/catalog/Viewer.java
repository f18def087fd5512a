package org.almoner.server.catalog;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.almoner.server.access.OrganizationId;
import org.almoner.server.sql.Sql;

/**
 * Who looks at the catalogue, and when: all that decides what there is to be seen.
 *
 * @param products granted to the organization as a whole
 * @param subProducts granted to it one by one
 * @param today the day in UTC
 */
record Viewer(OrganizationId organization, Set<UUID> products, Set<UUID> subProducts, LocalDate today) {

    /** What a sub-product {@code s} must fulfil to be seen; a product is seen if one of its sub-products is. */
    static final String SEES_SUB_PRODUCT = """
            (s.is_public or s.owner = :viewer or s.product_id = any(:granted_products) or s.id = any(:granted_sub_products))
            """;

    /** What a version {@code v} must fulfil to be seen in a sub-product that is seen. What was retracted before its launch never is. */
    static final String SEES_VERSION = """
            (v.launch_date <= :today and (v.state = 'committed' or v.state = 'retracted' and v.launched_at is not null))
            """;

    Viewer {
        products = Set.copyOf(products);
        subProducts = Set.copyOf(subProducts);
    }

    /** The parameters of the two conditions. */
    Map<String, Object> parameters() {
        return Map.of(
                "viewer", organization.value(),
                "granted_products", Sql.uuids(products),
                "granted_sub_products", Sql.uuids(subProducts),
                "today", today);
    }
}
