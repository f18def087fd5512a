@NullMarked
package org.almoner.cli.command;

import org.jspecify.annotations.NullMarked;
