@NullMarked
package org.almoner.server.settings;

import org.jspecify.annotations.NullMarked;
