/**
 * Products to release files: publishing, launch, retention, retraction, and the Download API that lists them.
 */
@NullMarked
@ApplicationModule(
        displayName = "Catalogue",
        allowedDependencies = {"failure", "web", "sql", "jobs", "access", "storage", "manifest"})
package org.almoner.server.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
