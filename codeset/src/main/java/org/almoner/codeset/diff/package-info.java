/**
 * What has changed from one release to the next. {@link ReleaseDiff} reads both releases side by side: rows that are the same in both are
 * gone at once, and only those that are not wait for their counterparts, in memory as long as there is room and then in parts on disk.
 * {@link Change}s come as they are found.
 */
@NullMarked
package org.almoner.codeset.diff;

import org.jspecify.annotations.NullMarked;
