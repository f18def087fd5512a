@NullMarked
package org.almoner.bench.notify;

import org.jspecify.annotations.NullMarked;
