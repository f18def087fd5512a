/**
 * Messages as Amazon SNS sends them over HTTP/S: what is in them, how they are signed and with which keys, and the names and addresses that
 * they carry. Knows nothing of topics and subscriptions but their ARNs. {@link SnsSigner} signs, {@link SnsJson} writes.
 */
@NullMarked
@ApplicationModule(
        displayName = "SNS messages",
        allowedDependencies = {"failure", "web", "settings", "access"})
package org.almoner.server.sns;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
