@NullMarked
package org.almoner.client.sync;

import org.jspecify.annotations.NullMarked;
