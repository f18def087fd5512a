package org.almoner.server.catalog;

import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class CatalogConfiguration implements WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new AddressResolver());
    }

    @Bean
    Slugs slugs() {
        return new Slugs(new SecureRandom());
    }

    @Bean
    Supplier<UUID> catalogIds() {
        return UUID::randomUUID;
    }

    /** What there is to look into drafts; a server without it publishes all. */
    @Bean
    @Fallback
    DraftCheck draftCheck() {
        return new DraftCheck.None();
    }

    /** At the beginning of each hour, so at the beginning of each day; what was missed is made up for. */
    @Bean
    RecurringTask<Void> versionExpiryTask(Expiries expiries) {
        return Tasks.recurring("catalog-expiry", Schedules.cron("0 0 * * * *", ZoneOffset.UTC))
                .execute((_, _) -> expiries.tell());
    }

    /** Does nothing where the task is scheduled already. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> versionExpirySchedule(
            SchedulerClient scheduler, RecurringTask<Void> versionExpiryTask) {
        return _ -> scheduler.scheduleIfNotExists(versionExpiryTask.schedulableInstance(RecurringTask.INSTANCE));
    }

    @Bean
    Task<Void> launchJob(Launches launches) {
        return Tasks.oneTime(Launches.JOB).execute((instance, _) -> launches.run(UUID.fromString(instance.getId())));
    }
}
