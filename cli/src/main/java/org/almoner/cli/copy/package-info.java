/** The settings of a local copy, as they are written down. */
@NullMarked
package org.almoner.cli.copy;

import org.jspecify.annotations.NullMarked;
