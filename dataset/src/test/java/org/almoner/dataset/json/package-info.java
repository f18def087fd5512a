@NullMarked
package org.almoner.dataset.json;

import org.jspecify.annotations.NullMarked;
