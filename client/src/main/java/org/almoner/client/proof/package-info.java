/**
 * What proves that bytes are those that were published: the hashes of a file's blocks, and manifests that a publisher has signed. A
 * {@link org.almoner.client.proof.SignedManifest} is a JWS (RFC 7515) with Ed25519 (RFC 8037); it says what is in it only to whoever
 * names the {@link org.almoner.client.proof.PublisherKey}s that are trusted. A {@link org.almoner.client.proof.KeyChain} finds out
 * which those are after a publisher has changed its key.
 */
@NullMarked
package org.almoner.client.proof;

import org.jspecify.annotations.NullMarked;
