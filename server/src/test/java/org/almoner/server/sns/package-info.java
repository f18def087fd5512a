@NullMarked
package org.almoner.server.sns;

import org.jspecify.annotations.NullMarked;
