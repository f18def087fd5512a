/**
 * Who is told of events by webhook: topics, subscriptions to them, and publications, which are what is told. An event becomes one publication on
 * each of its topics, signed once; {@link org.almoner.server.delivery} brings it to the subscriptions whose organizations may see it.
 */
@NullMarked
@ApplicationModule(
        displayName = "Subscriptions",
        allowedDependencies = {
            "failure",
            "web",
            "sql",
            "settings",
            "jobs",
            "access",
            "catalog",
            "syndication",
            "notification",
            "sns",
            "delivery"
        })
package org.almoner.server.subscription;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
