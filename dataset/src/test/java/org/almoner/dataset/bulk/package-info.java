/** Exports from servers that misbehave in every way that servers do. */
@NullMarked
package org.almoner.dataset.bulk;

import org.jspecify.annotations.NullMarked;
