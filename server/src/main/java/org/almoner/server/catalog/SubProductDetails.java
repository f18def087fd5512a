package org.almoner.server.catalog;

import org.almoner.server.access.OrganizationId;

/**
 * What a publisher says of a sub-product, and may change.
 *
 * @param owner the organization that sees it without a grant
 * @param isPublic whether every organization sees it
 */
record SubProductDetails(String name, OrganizationId owner, boolean isPublic) {}
