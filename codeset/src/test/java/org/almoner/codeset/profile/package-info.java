@NullMarked
package org.almoner.codeset.profile;

import org.jspecify.annotations.NullMarked;
