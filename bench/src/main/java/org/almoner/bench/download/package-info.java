/** Downloads and listings of Almoner beside nginx, which serves the same bytes from plain files. */
@NullMarked
package org.almoner.bench.download;

import org.jspecify.annotations.NullMarked;
