@NullMarked
package org.almoner.client.publish;

import org.jspecify.annotations.NullMarked;
