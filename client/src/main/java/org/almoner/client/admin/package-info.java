/**
 * Publishing and running a server: the administrative API. Begins with {@link org.almoner.client.admin.Admin}. What a client
 * may do depends on its scopes: {@code publish} for the products of its own organization, {@code admin} for all.
 */
@NullMarked
package org.almoner.client.admin;

import org.jspecify.annotations.NullMarked;
