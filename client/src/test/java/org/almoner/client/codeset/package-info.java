@NullMarked
package org.almoner.client.codeset;

import org.jspecify.annotations.NullMarked;
