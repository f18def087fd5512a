@NullMarked
package org.almoner.client.download;

import org.jspecify.annotations.NullMarked;
