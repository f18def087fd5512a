@NullMarked
package org.almoner.codeset.diff;

import org.jspecify.annotations.NullMarked;
