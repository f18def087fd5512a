@NullMarked
package org.almoner.sample.population;

import org.jspecify.annotations.NullMarked;
