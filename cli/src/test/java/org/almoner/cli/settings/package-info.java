@NullMarked
package org.almoner.cli.settings;

import org.jspecify.annotations.NullMarked;
