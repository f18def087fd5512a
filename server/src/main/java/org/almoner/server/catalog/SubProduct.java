package org.almoner.server.catalog;

import java.util.UUID;

/** A variant of a product: the unit of entitlement. Its details are as {@link SubProductDetails} says. */
record SubProduct(UUID id, UUID productId, Slug slug, SubProductDetails details) {}
