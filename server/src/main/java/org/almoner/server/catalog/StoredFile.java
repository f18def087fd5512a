package org.almoner.server.catalog;

import org.almoner.server.storage.ObjectKey;
import org.almoner.server.storage.Sha256;

/** The bytes of a release file, in the store whole. */
record StoredFile(ObjectKey object, String contentType, long sizeInBytes, Sha256 sha256) {}
