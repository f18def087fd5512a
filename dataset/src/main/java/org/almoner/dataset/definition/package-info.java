/** Data sets as they are written down: read, checked as far as that goes without running them, and kept as they are. */
@NullMarked
package org.almoner.dataset.definition;

import org.jspecify.annotations.NullMarked;
