/** How fast notifications reach their subscribers, and what it costs those who download meanwhile. */
@NullMarked
package org.almoner.bench.notify;

import org.jspecify.annotations.NullMarked;
