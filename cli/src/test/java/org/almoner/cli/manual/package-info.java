@NullMarked
package org.almoner.cli.manual;

import org.jspecify.annotations.NullMarked;
