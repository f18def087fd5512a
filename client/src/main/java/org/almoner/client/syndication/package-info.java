/** Extracts: what the Data Syndication API lists and hands out. Begins with {@link org.almoner.client.syndication.Syndication}. */
@NullMarked
package org.almoner.client.syndication;

import org.jspecify.annotations.NullMarked;
