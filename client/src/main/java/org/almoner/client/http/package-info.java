/**
 * How a call reaches a server and comes back: tokens, retries, JSON, problem details. {@link org.almoner.client.http.Api}
 * serves the other packages of the SDK, and whoever needs a call that the SDK does not have.
 */
@NullMarked
package org.almoner.client.http;

import org.jspecify.annotations.NullMarked;
