/**
 * Fetching files: over several connections, resumed after any break, verified, in place under their own name only when every byte of
 * them has been checked. Begins with {@link org.almoner.client.download.Downloader}.
 */
@NullMarked
package org.almoner.client.download;

import org.jspecify.annotations.NullMarked;
