/** Where a population's records come from: FHIR bulk NDJSON in a folder, read in blocks of whole lines. */
@NullMarked
package org.almoner.dataset.source;

import org.jspecify.annotations.NullMarked;
