package org.almoner.server.notification;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.almoner.server.catalog.VisibleSubProducts;
import org.almoner.server.web.MasterKey;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.json.JsonMapper;

/** How the parts of the notification are put together. */
@Configuration(proxyBeanMethods = false)
class NotificationConfiguration {

    private static final String PURPOSE = "event cursors";
    private static final LocalTime AT_NIGHT = LocalTime.of(3, 41);
    private static final int AT_ONCE = 1_000;

    @Bean
    EventLog eventLog(JdbcClient jdbc, JsonMapper json) {
        return new EventLog(jdbc, json, UUID::randomUUID);
    }

    @Bean
    Arrivals eventArrivals(EventLog events, EventSettings settings) {
        return new Arrivals(events, settings.polling());
    }

    @Bean
    Announcer eventAnnouncer(EventLog events, Arrivals arrivals, List<Arrival> others) {
        return new Announcer(events, arrivals, others);
    }

    @Bean
    EventStream eventStream(EventLog events) {
        return new EventStream(events);
    }

    @Bean
    Reading eventReading(EventLog events, MasterKey masterKey, VisibleSubProducts visible, Arrivals arrivals) {
        return new Reading(
                events,
                SingletonSupplier.of(() -> cursors(events, masterKey, new SecureRandom())),
                visible::of,
                arrivals,
                System::nanoTime);
    }

    private static Cursors cursors(EventLog events, MasterKey masterKey, SecureRandom random) {
        Supplier<String> fresh = () -> {
            var secret = new byte[Cursors.SECRET_LENGTH];
            random.nextBytes(secret);
            return masterKey.wrap(PURPOSE, secret);
        };
        return new Cursors(masterKey.unwrap(PURPOSE, events.key(fresh)), random);
    }

    @Bean
    EventRetention eventRetention(
            EventLog events, PlatformTransactionManager transactions, EventSettings settings, Clock clock) {
        return new EventRetention(events, transactions, settings.retention(), AT_ONCE, clock);
    }

    @Bean
    RecurringTask<Void> eventRetentionTask(EventRetention retention) {
        return Tasks.recurring("event-retention", Schedules.daily(AT_NIGHT)).execute((_, _) -> retention.forgetOld());
    }

    /** Does nothing where the task is scheduled already. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> eventRetentionSchedule(
            SchedulerClient scheduler, RecurringTask<Void> eventRetentionTask) {
        return _ -> scheduler.scheduleIfNotExists(eventRetentionTask.schedulableInstance(RecurringTask.INSTANCE));
    }

    @Bean
    MeterBinder eventMeters(Arrivals arrivals) {
        return registry -> Gauge.builder("almoner.events.waiting", arrivals, Arrivals::waiting)
                .description("Clients that wait for an event")
                .register(registry);
    }
}
