/** Fetching files with the SDK beside curl and aria2. */
@NullMarked
package org.almoner.bench.sync;

import org.jspecify.annotations.NullMarked;
