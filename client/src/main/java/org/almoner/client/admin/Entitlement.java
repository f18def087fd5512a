package org.almoner.client.admin;

import org.jspecify.annotations.Nullable;

/**
 * An organization's right to a product with all its sub-products, or to one of them.
 *
 * @param organization a mnemonic
 * @param product a slug
 * @param subProduct a slug; null for the whole product, with the sub-products yet to come
 */
public record Entitlement(
        String organization, String product, @Nullable String subProduct) {}
