/** The server as its operators see it: health, metrics, logs, TLS, the audit of real requests. */
@NullMarked
package org.almoner.server.operations;

import org.jspecify.annotations.NullMarked;
