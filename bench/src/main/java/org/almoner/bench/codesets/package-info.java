/** Checking and comparing releases of code sets beside {@code sort} and {@code comm}, which do the bare comparison of their lines. */
@NullMarked
package org.almoner.bench.codesets;

import org.jspecify.annotations.NullMarked;
