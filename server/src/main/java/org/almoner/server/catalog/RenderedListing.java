package org.almoner.server.catalog;

import org.almoner.server.web.Rendered;

/**
 * A listing as it is sent.
 *
 * @param total how many items there are on all pages
 */
record RenderedListing(Rendered answer, long total) {}
