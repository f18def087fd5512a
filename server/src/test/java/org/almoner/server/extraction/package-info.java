/** Tests of what archives are made with. */
@NullMarked
package org.almoner.server.extraction;

import org.jspecify.annotations.NullMarked;
