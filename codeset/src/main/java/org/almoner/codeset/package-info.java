/**
 * Code sets as their maintainers release them: {@link org.almoner.codeset.profile} says what the files of a standard look like,
 * {@link org.almoner.codeset.read} reads them row by row, and {@link Recognizer} tells which profile a file belongs to. Knows no
 * database: whoever loads, checks or compares releases stands on this.
 */
@NullMarked
package org.almoner.codeset;

import org.jspecify.annotations.NullMarked;
