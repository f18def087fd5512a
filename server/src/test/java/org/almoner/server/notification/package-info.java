@NullMarked
package org.almoner.server.notification;

import org.jspecify.annotations.NullMarked;
