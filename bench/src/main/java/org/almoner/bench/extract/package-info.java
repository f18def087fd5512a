/** {@code almoner bench extract}: our extracts beside DuckDB doing the same views as SQL. */
@NullMarked
package org.almoner.bench.extract;

import org.jspecify.annotations.NullMarked;
