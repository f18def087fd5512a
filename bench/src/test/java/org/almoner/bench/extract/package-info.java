@NullMarked
package org.almoner.bench.extract;

import org.jspecify.annotations.NullMarked;
