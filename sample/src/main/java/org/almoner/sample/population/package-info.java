/**
 * Made-up people and their records as FHIR R4 bulk NDJSON. Everything about a person is drawn from the seed and the
 * person's place in the population, never from what was written before, so that any part of any state can be made alone.
 */
@NullMarked
package org.almoner.sample.population;

import org.jspecify.annotations.NullMarked;
