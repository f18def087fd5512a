@NullMarked
package org.almoner.server.access;

import org.jspecify.annotations.NullMarked;
