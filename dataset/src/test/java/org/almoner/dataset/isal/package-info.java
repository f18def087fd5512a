@NullMarked
package org.almoner.dataset.isal;

import org.jspecify.annotations.NullMarked;
