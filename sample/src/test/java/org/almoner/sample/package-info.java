@NullMarked
package org.almoner.sample;

import org.jspecify.annotations.NullMarked;
