/**
 * What every HTTP answer has in common: the request's identity, problem details, pages, conditional answers. Knows no
 * feature.
 */
@NullMarked
@ApplicationModule(
        displayName = "Web",
        allowedDependencies = {"failure", "settings"})
package org.almoner.server.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
