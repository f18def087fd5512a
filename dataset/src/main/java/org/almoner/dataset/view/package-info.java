/**
 * SQL on FHIR v2: a {@link org.almoner.dataset.view.ViewDefinition} says which rows a FHIR resource has in a table, {@link
 * org.almoner.dataset.view.CompiledViews} are the views of one resource type made ready to run together, and an {@link
 * org.almoner.dataset.view.Evaluator} runs them over one resource after the other. Nothing else here is public but what
 * these take and give.
 *
 * <p>Expressions become a tree of small objects over the elements of a tape; the rows become a chain of steps, each of
 * which runs the next once for every row that it makes. Neither allocates while it runs.
 */
@NullMarked
package org.almoner.dataset.view;

import org.jspecify.annotations.NullMarked;
