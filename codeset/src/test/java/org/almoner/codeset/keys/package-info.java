@NullMarked
package org.almoner.codeset.keys;

import org.jspecify.annotations.NullMarked;
