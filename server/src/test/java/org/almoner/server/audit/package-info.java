@NullMarked
package org.almoner.server.audit;

import org.jspecify.annotations.NullMarked;
