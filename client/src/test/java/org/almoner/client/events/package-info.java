@NullMarked
package org.almoner.client.events;

import org.jspecify.annotations.NullMarked;
