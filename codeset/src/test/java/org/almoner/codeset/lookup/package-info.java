@NullMarked
package org.almoner.codeset.lookup;

import org.jspecify.annotations.NullMarked;
