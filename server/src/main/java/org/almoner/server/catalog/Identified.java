package org.almoner.server.catalog;

import java.util.UUID;

/** Something that is kept under an id of its own. */
record Identified<T>(UUID id, T it) {}
