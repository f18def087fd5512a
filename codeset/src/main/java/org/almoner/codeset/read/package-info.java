/**
 * Release files read row by row, with bounded memory and with distrust: {@link ReleaseFiles} finds the files in a path or a ZIP,
 * {@link RowReader} gives the typed rows of one of them. Whatever is wrong ends in a {@link ReleaseException} that names file and line.
 */
@NullMarked
package org.almoner.codeset.read;

import org.jspecify.annotations.NullMarked;
