/** What goes to the terminal: results on standard output, everything else on standard error. */
@NullMarked
package org.almoner.cli.output;

import org.jspecify.annotations.NullMarked;
