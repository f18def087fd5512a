@NullMarked
package org.almoner.client.sns;

import org.jspecify.annotations.NullMarked;
