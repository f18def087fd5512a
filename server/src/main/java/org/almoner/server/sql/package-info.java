/** What the tables of all features have in common: how values go into them and come back, on both databases alike. */
@NullMarked
@ApplicationModule(
        displayName = "SQL",
        allowedDependencies = {})
package org.almoner.server.sql;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
