@NullMarked
package org.almoner.codeset;

import org.jspecify.annotations.NullMarked;
