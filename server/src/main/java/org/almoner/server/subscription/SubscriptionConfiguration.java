package org.almoner.server.subscription;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import org.almoner.server.catalog.VisibleSubProducts;
import org.almoner.server.delivery.Deliveries;
import org.almoner.server.delivery.EndpointCheck;
import org.almoner.server.delivery.Letters;
import org.almoner.server.notification.EventStream;
import org.almoner.server.sns.Arns;
import org.almoner.server.sns.SignatureVersion;
import org.almoner.server.sns.SnsAddresses;
import org.almoner.server.sns.SnsJson;
import org.almoner.server.sns.SnsSigner;
import org.almoner.server.web.ErrorShape;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** How the parts of subscriptions are put together. */
@Configuration(proxyBeanMethods = false)
class SubscriptionConfiguration {

    @Bean
    Publications publications(
            PublicationRows rows,
            TopicRows topics,
            SnsSigner signer,
            SnsAddresses addresses,
            Arns arns,
            SubscriptionSettings settings,
            Clock clock) {
        var usual = SignatureVersion.of(settings.signatureVersion()).orElseThrow();
        return new Publications(rows, topics, signer, addresses, arns, usual, UUID::randomUUID, clock);
    }

    @Bean
    Subscriptions subscriptions(
            PlatformTransactionManager transactions,
            SubscriptionRows rows,
            TopicRows topics,
            Publications publications,
            Deliveries deliveries,
            EndpointCheck endpoints,
            ApplicationEventPublisher events,
            SubscriptionSettings settings,
            SecureRandom random,
            Clock clock) {
        return new Subscriptions(
                transactions,
                rows,
                topics,
                publications,
                deliveries,
                endpoints,
                events,
                settings,
                UUID::randomUUID,
                random,
                clock);
    }

    @Bean
    Letters subscriptionLetters(
            SubscriptionRows subscriptions,
            PublicationRows publications,
            SnsSigner signer,
            SnsJson json,
            Arns arns,
            VisibleSubProducts visible) {
        return new SubscriptionLetters(subscriptions, publications, signer, json, arns, visible::of);
    }

    @Bean
    Sender notificationSender(SubscriptionSettings settings, TopicRows topics) {
        return switch (settings.sender()) {
            case OWN -> new Sender.Own();
            case AMAZON ->
                new Sender.ByAmazon(
                        new AmazonTopics(AmazonClients.client(settings.amazon()), settings.amazon(), topics));
        };
    }

    @Bean
    FanOut fanOut(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            EventStream events,
            Publications publications,
            SubscriptionRows subscriptions,
            Deliveries deliveries,
            VisibleSubProducts visible,
            Sender sender,
            Clock clock) {
        return new FanOut(
                jdbc, transactions, events, publications, subscriptions, deliveries, visible::of, sender, clock);
    }

    @Bean
    FanOutLoop fanOutLoop(FanOut fanOut, SubscriptionSettings settings) {
        return new FanOutLoop(fanOut, settings.polling());
    }

    @Bean
    ErrorShape snsErrors() {
        return new SnsErrors();
    }

    @Bean
    PublicationRetention publicationRetention(
            PublicationRows rows, PlatformTransactionManager transactions, SubscriptionSettings settings, Clock clock) {
        return new PublicationRetention(rows, transactions, settings.retention(), clock);
    }

    @Bean
    RecurringTask<Void> subscriptionSweepTask(Subscriptions subscriptions, PublicationRetention publications) {
        return Tasks.recurring("subscription-sweep", Schedules.cron("0 17 * * * *", ZoneOffset.UTC))
                .execute((_, _) -> {
                    subscriptions.sweep();
                    publications.forgetOld();
                });
    }

    /** Does nothing where the task is scheduled already. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> subscriptionSweepSchedule(
            SchedulerClient scheduler, RecurringTask<Void> subscriptionSweepTask) {
        return _ -> scheduler.scheduleIfNotExists(subscriptionSweepTask.schedulableInstance(RecurringTask.INSTANCE));
    }
}
