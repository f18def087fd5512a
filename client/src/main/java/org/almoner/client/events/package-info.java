/**
 * What happened since one last looked: read by a cursor. Begins with
 * {@link org.almoner.client.events.Events}.
 */
@NullMarked
package org.almoner.client.events;

import org.jspecify.annotations.NullMarked;
