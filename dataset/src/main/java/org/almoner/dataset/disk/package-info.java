/**
 * Files while they are being made: a {@link Workspace} for what is thrown away in the end, and a {@link Disk} that makes
 * what stays appear whole or not at all.
 */
@NullMarked
package org.almoner.dataset.disk;

import org.jspecify.annotations.NullMarked;
