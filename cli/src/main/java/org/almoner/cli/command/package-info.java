/** The commands, one class per noun or verb. They stay thin: what they do is in the SDK. */
@NullMarked
package org.almoner.cli.command;

import org.jspecify.annotations.NullMarked;
