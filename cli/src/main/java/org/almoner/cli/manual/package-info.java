/** The manual in its forms, all made from the commands themselves: man pages and docs/cli.md. */
@NullMarked
package org.almoner.cli.manual;

import org.jspecify.annotations.NullMarked;
