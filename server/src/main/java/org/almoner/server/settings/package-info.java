/**
 * How the server is told what to do. Each feature keeps its own settings as a record; here is what they have in common:
 * secrets that never print, typos that stop the start, and what Almoner's settings mean to Spring.
 */
@NullMarked
@ApplicationModule(
        displayName = "Settings",
        allowedDependencies = {})
package org.almoner.server.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
