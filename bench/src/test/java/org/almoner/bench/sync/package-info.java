@NullMarked
package org.almoner.bench.sync;

import org.jspecify.annotations.NullMarked;
