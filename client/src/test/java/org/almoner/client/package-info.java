@NullMarked
package org.almoner.client;

import org.jspecify.annotations.NullMarked;
