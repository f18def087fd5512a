/** Makes an extract: reads a source once, evaluates all entities of each resource on all cores, writes the archive and its row index. */
@NullMarked
package org.almoner.dataset.engine;

import org.jspecify.annotations.NullMarked;
