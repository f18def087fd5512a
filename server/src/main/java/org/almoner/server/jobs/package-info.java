/**
 * Work that must happen at a later moment whatever happens to the server meanwhile. A feature declares a {@code Task} bean and
 * schedules instances of it with the {@code SchedulerClient} bean, inside the transaction that makes them necessary; both are
 * db-scheduler's own types. Knows no feature.
 */
@NullMarked
@ApplicationModule(
        displayName = "Jobs",
        allowedDependencies = {})
package org.almoner.server.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
