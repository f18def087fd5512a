/**
 * Which rows an extract stands for, as their sorted hashes: what the next INCREMENTAL is compared with, so that it needs
 * neither the last extract's text nor a source that can tell what changed.
 *
 * <p>{@link HashSorter} sorts in bounded memory, {@link RowIndex} writes and opens the file, {@link BaseComparison} decides
 * which rows of the new state are news.
 */
@NullMarked
package org.almoner.dataset.index;

import org.jspecify.annotations.NullMarked;
