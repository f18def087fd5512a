package org.almoner.server.catalog;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The number that moves on with every change that a client could notice. It is read for each request, so that a change made on any
 * server node is seen by the next request on every other.
 */
@Repository
class CatalogRevision {

    private final JdbcClient jdbc;

    CatalogRevision(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long current() {
        return jdbc.sql("select revision from catalog_revision")
                .query(Long.class)
                .single();
    }

    /**
     * To be called in the transaction of the change, last: from here to its end, other changes wait. Then whoever sees the number also
     * sees the change.
     */
    void moveOn() {
        jdbc.sql("update catalog_revision set revision = revision + 1").update();
    }
}
