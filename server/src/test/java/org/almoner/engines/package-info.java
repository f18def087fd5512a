/** An engine for servers that run as processes; out of the way of the server's component scan. */
@NullMarked
package org.almoner.engines;

import org.jspecify.annotations.NullMarked;
