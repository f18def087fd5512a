/** Profiles: what the release files of one standard look like, written down as data in a folder, and read strictly. */
@NullMarked
package org.almoner.codeset.profile;

import org.jspecify.annotations.NullMarked;
