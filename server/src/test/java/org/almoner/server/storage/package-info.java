@NullMarked
package org.almoner.server.storage;

import org.jspecify.annotations.NullMarked;
