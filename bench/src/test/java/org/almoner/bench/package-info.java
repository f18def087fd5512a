@NullMarked
package org.almoner.bench;

import org.jspecify.annotations.NullMarked;
