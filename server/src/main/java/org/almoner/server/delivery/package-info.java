/**
 * A persistent queue of letters to the HTTP endpoints of others: at least once, the same message at every try, by any number of server nodes.
 * Knows recipients and messages by their ids alone; whoever queues deliveries says what the letters hold.
 */
@NullMarked
@ApplicationModule(
        displayName = "Delivery",
        allowedDependencies = {"failure", "web", "sql", "jobs", "settings"})
package org.almoner.server.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
