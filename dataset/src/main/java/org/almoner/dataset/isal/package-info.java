/** Intel's ISA-L, called through the foreign function API: what those who compress and those who unpack have in common. */
@NullMarked
package org.almoner.dataset.isal;

import org.jspecify.annotations.NullMarked;
