@NullMarked
package org.almoner.server.delivery;

import org.jspecify.annotations.NullMarked;
