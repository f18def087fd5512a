/**
 * Local copies: folders that are kept as servers have them, from release to release. Begins with {@link org.almoner.client.sync.Synchronizer},
 * and with {@link org.almoner.client.sync.Verifier} for what is there already.
 */
@NullMarked
package org.almoner.client.sync;

import org.jspecify.annotations.NullMarked;
