@NullMarked
package org.almoner.client.catalog;

import org.jspecify.annotations.NullMarked;
