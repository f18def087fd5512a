@NullMarked
package org.almoner.server.syndication;

import org.jspecify.annotations.NullMarked;
