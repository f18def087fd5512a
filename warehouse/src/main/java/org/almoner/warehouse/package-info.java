/**
 * A warehouse of extracts: a schema of a DuckDB file or of a PostgreSQL database that holds one population as its extracts show it.
 *
 * <p>{@link Loader} applies archives in the order of their chain, each in one transaction together with the row of the ledger that
 * tells of it. An archive is read once: it is verified while its rows go into the transaction, which is committed only if nothing was
 * found to be wrong. {@link Database} is the port; what is the same for all databases is in {@link Warehouse}.
 */
@NullMarked
package org.almoner.warehouse;

import org.jspecify.annotations.NullMarked;
