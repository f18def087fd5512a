/** Side-by-side benchmarks against other programs. Nothing depends on this module. */
@NullMarked
package org.almoner.bench;

import org.jspecify.annotations.NullMarked;
