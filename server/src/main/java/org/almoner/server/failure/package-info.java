/**
 * The ways in which a request can fail for a reason the caller can act on. Features throw them and know no status codes;
 * {@code web} turns them into answers.
 */
@NullMarked
@ApplicationModule(
        displayName = "Failure",
        allowedDependencies = {})
package org.almoner.server.failure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
