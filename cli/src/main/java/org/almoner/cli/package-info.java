/**
 * The command line. {@link org.almoner.cli.Almoner} puts it together; each command in {@code command} parses, calls the SDK and
 * prints.
 */
@NullMarked
package org.almoner.cli;

import org.jspecify.annotations.NullMarked;
