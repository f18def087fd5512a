/**
 * Bringing a release onto a server: uploads that survive broken connections, and the whole way from files on disk to a
 * committed version. Begins with {@link org.almoner.client.publish.Publisher}.
 */
@NullMarked
package org.almoner.client.publish;

import org.jspecify.annotations.NullMarked;
