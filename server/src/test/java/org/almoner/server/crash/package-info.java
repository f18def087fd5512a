/** Tests that kill the server and look at what is left. */
@NullMarked
package org.almoner.server.crash;

import org.jspecify.annotations.NullMarked;
