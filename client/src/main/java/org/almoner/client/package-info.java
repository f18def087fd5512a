/**
 * The Java SDK. {@link org.almoner.client.AlmonerClient} opens a connection to a server and hands out what can be done
 * there: listings ({@code catalog}), administration ({@code admin}), verified downloads ({@code download}), whole
 * releases ({@code publish}) and proofs of what was published ({@code proof}). Failures are one sealed family in {@code failure}.
 */
@NullMarked
package org.almoner.client;

import org.jspecify.annotations.NullMarked;
