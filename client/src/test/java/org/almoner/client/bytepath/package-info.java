@NullMarked
package org.almoner.client.bytepath;

import org.jspecify.annotations.NullMarked;
