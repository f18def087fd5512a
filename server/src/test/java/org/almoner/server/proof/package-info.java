/** What proves to clients that they have what was published, on the whole server. */
@NullMarked
package org.almoner.server.proof;

import org.jspecify.annotations.NullMarked;
