/**
 * Reads one JSON document from bytes into a {@link org.almoner.dataset.json.Tape}, keeping only the elements that a
 * {@link org.almoner.dataset.json.Shape} asks for. Knows no FHIR.
 */
@NullMarked
package org.almoner.dataset.json;

import org.jspecify.annotations.NullMarked;
