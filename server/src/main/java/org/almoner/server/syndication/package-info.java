/**
 * Populations, their feeds, the jobs that make extracts of them, and the Data Syndication API that hands these out. What makes an
 * archive is an {@link org.almoner.server.syndication.ExtractEngine}, what examines one made elsewhere an
 * {@link org.almoner.server.syndication.ArchiveCheck}; neither is here.
 */
@NullMarked
@ApplicationModule(
        displayName = "Syndication",
        allowedDependencies = {"failure", "web", "sql", "jobs", "access", "storage", "manifest"})
package org.almoner.server.syndication;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
