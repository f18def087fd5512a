/**
 * Holds archives against what they have to be: each by itself ({@link ArchiveVerifier}) and three of them against the law of
 * incrementals ({@link LawCheck}). What is wrong comes out as {@link Finding}s. Reads archives once, from front to end, in
 * memory that does not depend on what they hold; trusts nothing in them.
 */
@NullMarked
package org.almoner.dataset.verify;

import org.jspecify.annotations.NullMarked;
