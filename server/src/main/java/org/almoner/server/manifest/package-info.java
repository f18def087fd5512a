/**
 * Manifests: what a version or an extract holds, signed by whoever publishes it, and the keys for that. {@link Manifests} signs and
 * finds them; what is in them is for the features to say whose versions and extracts they are.
 */
@NullMarked
@ApplicationModule(
        displayName = "Manifests",
        allowedDependencies = {"failure", "web", "access"})
package org.almoner.server.manifest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
