package org.almoner.server.storage;

import java.time.Instant;

/**
 * Bytes that are in the store whole, verified and on disk. Immutable.
 *
 * @param length in bytes
 * @param storedAt when the last byte was acknowledged; the {@code Last-Modified} of every answer with these bytes
 */
public record StoredObject(ObjectKey key, long length, Sha256 sha256, Instant storedAt) {}
