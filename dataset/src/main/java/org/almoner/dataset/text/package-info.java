/**
 * The text form of an entity: UTF-8 without a byte order mark, one header row, {@code |} between fields, {@code \n} at
 * the end of each row, quoting as in RFC 4180, {@code hash_value} last.
 *
 * <ul>
 *   <li>No value is an empty field; an empty string is {@code ""}.
 *   <li>A field is quoted if it is an empty string or holds {@code |}, {@code "}, CR or LF, and only then: a row has one
 *       text, so that equal rows are equal bytes.
 *   <li>{@code hash_value} is XXH3 with 128 bits (xxHash 0.8, seed 0) of the row's bytes as they stand in the file, from its
 *       first to the one before the {@code |} that precedes {@code hash_value}; 32 lower-case hexadecimal digits, canonical
 *       (big-endian) order.
 *   <li>All other bytes stand for themselves, also NUL and other control characters: leaving them out would change data
 *       silently. Some databases refuse NUL, so whoever evaluates a source should not let it through.
 * </ul>
 */
@NullMarked
package org.almoner.dataset.text;

import org.jspecify.annotations.NullMarked;
