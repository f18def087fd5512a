@NullMarked
package org.almoner.bench.download;

import org.jspecify.annotations.NullMarked;
