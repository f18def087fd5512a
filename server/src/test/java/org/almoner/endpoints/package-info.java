/** Endpoints for tests of the check at start-up; out of the way of the server's component scan. */
@NullMarked
package org.almoner.endpoints;

import org.jspecify.annotations.NullMarked;
