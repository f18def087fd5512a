/**
 * What a client may fetch: the listings of the Download API. Begins with {@link org.almoner.client.catalog.Catalog}.
 */
@NullMarked
package org.almoner.client.catalog;

import org.jspecify.annotations.NullMarked;
