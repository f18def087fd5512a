/**
 * Makes the archives of extracts and examines those that were made elsewhere, with the data set module: what stands between
 * {@link org.almoner.server.syndication}, which knows jobs and tables, and the engine, which knows neither.
 */
@NullMarked
@ApplicationModule(
        displayName = "Extraction",
        allowedDependencies = {"storage", "syndication"})
package org.almoner.server.extraction;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
