/**
 * Tells clients what became available and what ceased to be. Events are stored by the transaction that causes them, in the order in which
 * they become visible; clients read them from a cursor on, and other features through {@link EventStream}.
 */
@NullMarked
@ApplicationModule(
        displayName = "Notification",
        allowedDependencies = {"failure", "web", "sql", "jobs", "access", "catalog", "syndication"})
package org.almoner.server.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
