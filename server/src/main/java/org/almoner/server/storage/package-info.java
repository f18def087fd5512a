/**
 * Objects and the byte path: uploads, immutable objects in a folder or in S3, links, ranges.
 */
@NullMarked
@ApplicationModule(
        displayName = "Storage",
        allowedDependencies = {"failure", "web", "settings"})
package org.almoner.server.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
