/**
 * What must be true of a release before it is given out. {@link ReleaseCheck} reads each file once and holds its rows against what the layout
 * implies and what it declares; each kind of rule is one class, and {@link RuleKind} explains them. What does not hold is a
 * {@link Finding}, never an exception.
 */
@NullMarked
package org.almoner.codeset.rule;

import org.jspecify.annotations.NullMarked;
