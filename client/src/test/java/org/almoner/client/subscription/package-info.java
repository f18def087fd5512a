@NullMarked
package org.almoner.client.subscription;

import org.jspecify.annotations.NullMarked;
