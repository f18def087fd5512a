@NullMarked
package org.almoner.warehouse;

import org.jspecify.annotations.NullMarked;
