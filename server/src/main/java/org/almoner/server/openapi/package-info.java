/**
 * The description of the whole HTTP API: OpenAPI 3.1 at {@code /openapi.json}, for people at {@code /docs}. Features describe their
 * endpoints where they have them; what is true of all endpoints is said here once. Nothing depends on it.
 */
@NullMarked
@ApplicationModule(
        displayName = "OpenAPI",
        allowedDependencies = {"access", "web"})
package org.almoner.server.openapi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
