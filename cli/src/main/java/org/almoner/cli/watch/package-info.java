/** The settings of watched folders, as they are written down. */
@NullMarked
package org.almoner.cli.watch;

import org.jspecify.annotations.NullMarked;
