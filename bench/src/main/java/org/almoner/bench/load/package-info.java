/** {@code almoner bench load}: extracts going into a warehouse, beside DuckDB's {@code read_csv} and psql's {@code \copy}. */
@NullMarked
package org.almoner.bench.load;

import org.jspecify.annotations.NullMarked;
