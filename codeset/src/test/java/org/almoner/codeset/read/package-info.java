@NullMarked
package org.almoner.codeset.read;

import org.jspecify.annotations.NullMarked;
