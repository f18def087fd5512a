@NullMarked
package org.almoner.cli.copy;

import org.jspecify.annotations.NullMarked;
