@NullMarked
package org.almoner.bench.codesets;

import org.jspecify.annotations.NullMarked;
