package org.almoner.server.delivery;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import com.github.benmanes.caffeine.cache.Ticker;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** How the parts of the delivery are put together. */
@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

    private static final LocalTime AT_NIGHT = LocalTime.of(3, 53);
    private static final int AT_ONCE = 1_000;
    private static final int MOST_LOOKUPS = 64;
    private static final Duration LOOKUP = Duration.ofSeconds(10);
    private static final Duration GATHERING = Duration.ofMillis(20);
    private static final Duration BETWEEN_WRITES = Duration.ofSeconds(1);

    /** For how long tries that are under way are waited for when the server stops. */
    private static final Duration TO_END = Duration.ofSeconds(5);

    private static final int MOST_COUNTED = 100_000;

    @Bean
    Queue deliveryQueue(JdbcOperations jdbc) {
        return new Queue(jdbc);
    }

    @Bean
    Reports deliveryReports(JdbcClient jdbc) {
        return new Reports(jdbc);
    }

    @Bean
    Recipients deliveryRecipients(JdbcClient jdbc) {
        return new Recipients(jdbc);
    }

    @Bean
    SafeResolver safeResolver(DeliverySettings settings) {
        var threads = new ThreadPoolExecutor(
                MOST_LOOKUPS,
                MOST_LOOKUPS,
                LOOKUP.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("delivery-lookup-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
        return new SafeResolver(
                InetAddress::getAllByName,
                new AddressRules(settings.allowedBlocks()),
                threads,
                LOOKUP,
                Ticker.systemTicker());
    }

    @Bean
    EndpointCheck endpointCheck(SafeResolver resolver) {
        return new ResolvedEndpoints(resolver);
    }

    @Bean
    HttpPosting httpPosting(SafeResolver resolver, DeliverySettings settings, Clock clock) {
        return new HttpPosting(
                resolver, Trust.of(settings.trustedCertificates()), settings.timeout(), settings.open(), clock);
    }

    @Bean
    Tally deliveryTally() {
        return new Tally();
    }

    @Bean
    ResultWriter deliveryResults(
            Queue queue,
            Recipients recipients,
            PlatformTransactionManager transactions,
            DeliverySettings settings,
            Tally tally,
            Clock clock) {
        return new ResultWriter(
                queue, recipients, transactions, settings.pauseAfter(), GATHERING, BETWEEN_WRITES, tally, clock);
    }

    /** Who writes the letters is asked for late: it also queues them. */
    @Bean
    Engine deliveryEngine(
            Queue queue,
            Recipients recipients,
            PlatformTransactionManager transactions,
            ObjectProvider<Letters> letters,
            Post post,
            ResultWriter results,
            DeliverySettings settings,
            Clock clock) {
        return new Engine(
                queue,
                recipients,
                transactions,
                () -> Optional.ofNullable(letters.getIfAvailable()),
                post,
                results,
                new Consequence(new SecureRandom()),
                settings,
                UUID::randomUUID,
                TO_END,
                clock);
    }

    @Bean
    Deliveries deliveries(
            Queue queue,
            Reports reports,
            Recipients recipients,
            ObjectProvider<Letters> letters,
            PlatformTransactionManager transactions,
            Engine engine,
            Clock clock) {
        return new QueuedDeliveries(
                queue,
                reports,
                recipients,
                () -> Optional.ofNullable(letters.getIfAvailable()),
                transactions,
                engine::look,
                clock);
    }

    @Bean
    DeliveryRetention deliveryRetention(
            Queue queue,
            Recipients recipients,
            PlatformTransactionManager transactions,
            DeliverySettings settings,
            Clock clock) {
        return new DeliveryRetention(
                queue, recipients, transactions, settings.retention(), settings.deadRetention(), AT_ONCE, clock);
    }

    @Bean
    RecurringTask<Void> deliveryRetentionTask(DeliveryRetention retention) {
        return Tasks.recurring("delivery-retention", Schedules.daily(AT_NIGHT))
                .execute((_, _) -> retention.forgetOld());
    }

    /** Does nothing where the task is scheduled already. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> deliveryRetentionSchedule(
            SchedulerClient scheduler, RecurringTask<Void> deliveryRetentionTask) {
        return _ -> scheduler.scheduleIfNotExists(deliveryRetentionTask.schedulableInstance(RecurringTask.INSTANCE));
    }

    @Bean
    EngineHealth deliveryHealthIndicator(Engine engine, Clock clock) {
        return new EngineHealth(engine::blindSince, clock);
    }

    @Bean
    MeterBinder deliveryMeters(Engine engine, Tally tally, Queue queue, Recipients recipients, Clock clock) {
        return registry -> {
            tries(registry, tally, "delivered", Tally::delivered);
            tries(registry, tally, "retried", Tally::retried);
            tries(registry, tally, "dead", Tally::dead);
            FunctionTimer.builder(
                            "almoner.delivery.tries",
                            tally,
                            Tally::tries,
                            one -> one.took().toMillis(),
                            TimeUnit.MILLISECONDS)
                    .description("How long tries took")
                    .register(registry);
            Gauge.builder("almoner.deliveries.open", engine, Engine::open)
                    .description("Tries under way on this node")
                    .register(registry);
            Gauge.builder("almoner.deliveries.due", queue, one -> one.due(clock.instant(), MOST_COUNTED))
                    .description("Deliveries that are due and not tried yet, of all nodes; counted up to 100000")
                    .register(registry);
            Gauge.builder("almoner.recipients.paused", recipients, Recipients::paused)
                    .description("Recipients whose deliveries wait for the end of a pause")
                    .register(registry);
        };
    }

    private static void tries(MeterRegistry registry, Tally tally, String outcome, ToDoubleFunction<Tally> count) {
        FunctionCounter.builder("almoner.deliveries", tally, count)
                .description("Tries of deliveries, by what came of them")
                .tag("outcome", outcome)
                .register(registry);
    }
}
