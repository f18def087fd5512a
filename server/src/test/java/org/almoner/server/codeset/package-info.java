@NullMarked
package org.almoner.server.codeset;

import org.jspecify.annotations.NullMarked;
