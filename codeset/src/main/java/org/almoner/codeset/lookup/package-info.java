/** Whether a code is valid, since when, and what to use instead, by releases that somebody has. */
@NullMarked
package org.almoner.codeset.lookup;

import org.jspecify.annotations.NullMarked;
