@NullMarked
package org.almoner.cli;

import org.jspecify.annotations.NullMarked;
