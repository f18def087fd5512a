@NullMarked
package org.almoner.client.syndication;

import org.jspecify.annotations.NullMarked;
