/** What can go wrong between a program and a server, as one sealed family of exceptions. Knows nothing else of the SDK. */
@NullMarked
package org.almoner.client.failure;

import org.jspecify.annotations.NullMarked;
