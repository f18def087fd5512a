/** Side-by-side benchmarks against other programs, and the command that runs them. Nothing depends on this module. */
@NullMarked
package org.almoner.bench;

import org.jspecify.annotations.NullMarked;
