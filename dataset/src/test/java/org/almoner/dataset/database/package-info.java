/** Databases to test with. */
@NullMarked
package org.almoner.dataset.database;

import org.jspecify.annotations.NullMarked;
