@NullMarked
package org.almoner.bench.load;

import org.jspecify.annotations.NullMarked;
