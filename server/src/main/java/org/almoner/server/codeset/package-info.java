/**
 * Code sets: what is published is held against the profile of its standard, and compared with the version before it. Reads releases with the
 * codeset module; knows the catalogue by its public types.
 */
@NullMarked
@ApplicationModule(
        displayName = "Code sets",
        allowedDependencies = {"failure", "web", "sql", "jobs", "access", "storage", "catalog"})
package org.almoner.server.codeset;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
