/** Extracts against programs that share no code with what makes them: SQL over the source, and loaders of the text. */
@NullMarked
package org.almoner.dataset.truth;

import org.jspecify.annotations.NullMarked;
