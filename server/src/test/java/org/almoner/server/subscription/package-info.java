@NullMarked
package org.almoner.server.subscription;

import org.jspecify.annotations.NullMarked;
