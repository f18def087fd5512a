/**
 * The archive of an extract: one folder of entity files in a TAR in one gzip member, compressed on all cores and the same
 * whatever their number.
 *
 * <p>{@link ExtractWriter} is the way in. Each entity's text is compressed in pieces as it comes and kept in a file of its
 * own; at the end these are joined into the archive, each deleted as soon as it is in.
 */
@NullMarked
package org.almoner.dataset.archive;

import org.jspecify.annotations.NullMarked;
