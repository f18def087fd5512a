/**
 * Messages of Amazon SNS over HTTP/S, as Almoner's servers and SNS itself send them: read with distrust, verified, received. Begins with
 * {@link org.almoner.client.sns.SnsReceiver}, or with {@link org.almoner.client.sns.SnsVerifier} where messages come in some other way.
 */
@NullMarked
package org.almoner.client.sns;

import org.jspecify.annotations.NullMarked;
