@NullMarked
package org.almoner.server;

import org.jspecify.annotations.NullMarked;
