@NullMarked
package org.almoner.cli.output;

import org.jspecify.annotations.NullMarked;
