/** Rows on their way from whatever evaluates a source to whatever writes or compares them. Depends on nothing. */
@NullMarked
package org.almoner.dataset.row;

import org.jspecify.annotations.NullMarked;
