/** Where the server is and who calls: from options, variables and a settings file, in this order. */
@NullMarked
package org.almoner.cli.settings;

import org.jspecify.annotations.NullMarked;
