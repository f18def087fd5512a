@NullMarked
package org.almoner.dataset.definition;

import org.jspecify.annotations.NullMarked;
