@NullMarked
package org.almoner.client.proof;

import org.jspecify.annotations.NullMarked;
