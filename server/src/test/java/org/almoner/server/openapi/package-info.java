@NullMarked
package org.almoner.server.openapi;

import org.jspecify.annotations.NullMarked;
