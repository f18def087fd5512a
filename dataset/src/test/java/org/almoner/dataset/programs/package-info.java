/** Other people's programs as judges of what we write. */
@NullMarked
package org.almoner.dataset.programs;

import org.jspecify.annotations.NullMarked;
