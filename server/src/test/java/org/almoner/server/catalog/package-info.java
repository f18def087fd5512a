@NullMarked
package org.almoner.server.catalog;

import org.jspecify.annotations.NullMarked;
