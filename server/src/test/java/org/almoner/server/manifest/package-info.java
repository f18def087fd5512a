@NullMarked
package org.almoner.server.manifest;

import org.jspecify.annotations.NullMarked;
