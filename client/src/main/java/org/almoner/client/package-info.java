/** The Java SDK: tokens, listings, administrative calls, uploads and downloads. Knows neither Spring nor the server's code. */
@NullMarked
package org.almoner.client;

import org.jspecify.annotations.NullMarked;
