@NullMarked
package org.almoner.codeset.rule;

import org.jspecify.annotations.NullMarked;
