/**
 * Who calls and what they may do: organizations, clients, tokens, entitlements, rate limits. Every endpoint of every feature
 * declares its audience with {@link RequiresScope} or {@link OpenToAll}.
 */
@NullMarked
@ApplicationModule(
        displayName = "Access",
        allowedDependencies = {"failure", "web"})
package org.almoner.server.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
