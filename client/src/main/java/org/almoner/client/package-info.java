/**
 * The Java SDK. {@link org.almoner.client.AlmonerClient} opens a connection to a server and hands out what can be done
 * there: listings ({@code catalog}), administration ({@code admin}), uploads and verified downloads ({@code transfer}) and
 * whole releases ({@code publish}). Failures are one sealed family in {@code failure}.
 */
@NullMarked
package org.almoner.client;

import org.jspecify.annotations.NullMarked;
