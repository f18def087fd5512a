package org.almoner.server.syndication;

import java.util.UUID;

/** Gives ids: each time another. */
@FunctionalInterface
interface Ids {

    UUID next();
}
