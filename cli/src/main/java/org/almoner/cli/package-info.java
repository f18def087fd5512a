/** The command line: parses, calls the client, prints. Holds no logic that a program using the client would miss. */
@NullMarked
package org.almoner.cli;

import org.jspecify.annotations.NullMarked;
