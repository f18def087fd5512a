/**
 * Sets of keys that may be larger than memory. What fits is kept in compact tables; what does not goes to disk in parts that fit, by their
 * hashes. Keys are always compared byte by byte: a hash only tells where to look.
 */
@NullMarked
package org.almoner.codeset.keys;

import org.jspecify.annotations.NullMarked;
