package org.almoner.server.audit;

import java.time.Clock;
import java.time.LocalTime;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Deletes what is older than {@link AuditSettings#retention}, every night, on one of the server nodes. */
@Configuration(proxyBeanMethods = false)
class AuditRetention {

    private static final Logger log = LoggerFactory.getLogger(AuditRetention.class);
    private static final LocalTime AT_NIGHT = LocalTime.of(3, 17);

    /** Small enough that nobody waits long for the locks of one. */
    private static final int AT_ONCE = 5_000;

    @Bean
    RecurringTask<Void> auditRetentionTask(AuditRows rows, AuditSettings settings, Clock clock) {
        return Tasks.recurring("audit-retention", Schedules.daily(AT_NIGHT))
                .execute((_, _) -> deleteOld(rows, settings, clock));
    }

    static void deleteOld(AuditRows rows, AuditSettings settings, Clock clock) {
        var retention = settings.retention();
        if (retention == null) {
            return;
        }
        var before = clock.instant().minus(retention);
        var deleted = 0L;
        int last;
        do {
            last = rows.deleteBefore(before, AT_ONCE);
            deleted += last;
        } while (last == AT_ONCE);
        log.info("Deleted {} entries of the audit from before {}", deleted, before);
    }

    /** Does nothing where the task is scheduled already. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> auditRetentionSchedule(
            SchedulerClient scheduler, RecurringTask<Void> auditRetentionTask) {
        return _ -> scheduler.scheduleIfNotExists(auditRetentionTask.schedulableInstance(RecurringTask.INSTANCE));
    }
}
