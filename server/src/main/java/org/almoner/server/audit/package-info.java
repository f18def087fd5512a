/**
 * Who fetched or changed what. Hears the events of every feature; nothing depends on it.
 */
@NullMarked
@ApplicationModule(
        displayName = "Audit",
        allowedDependencies = {
            "failure",
            "web",
            "access",
            "storage",
            "manifest",
            "sns",
            "catalog",
            "syndication",
            "subscription",
            "jobs"
        })
package org.almoner.server.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
