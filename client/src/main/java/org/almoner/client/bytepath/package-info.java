/**
 * HTTP/1.1 (RFC 9112) for the bytes of files, and for nothing else: GET over connections that are kept, from the socket into memory
 * outside of the heap, on the thread that asks. Connections lead to servers directly, or through HTTP proxies; TLS is the JDK's.
 */
@NullMarked
package org.almoner.client.bytepath;

import org.jspecify.annotations.NullMarked;
