/** Generated release files in published layouts, deterministic from a seed, for trying Almoner out and for tests. */
@NullMarked
package org.almoner.sample;

import org.jspecify.annotations.NullMarked;
