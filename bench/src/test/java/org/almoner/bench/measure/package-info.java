@NullMarked
package org.almoner.bench.measure;

import org.jspecify.annotations.NullMarked;
