package org.almoner.server.storage;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
import org.almoner.server.web.BaseUrl;
import org.almoner.server.web.ErrorShape;
import org.almoner.server.web.MasterKey;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What the storage consists of, and who uses whom. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class StorageConfiguration {

    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

    @Bean
    ObjectStore objectStore(@Value("${almoner.data}") Path data, StorageSettings settings, S3Settings s3) {
        return switch (settings.kind()) {
            case FOLDER -> new FolderStore(data, settings.reserve().toBytes());
            case S3 -> {
                if (s3.bucket().isBlank()) {
                    throw new IllegalArgumentException(
                            "almoner.storage.kind is s3: say in which bucket, with almoner.storage.s3.bucket.");
                }
                yield new S3Store(S3Clients.client(s3), s3.bucket(), s3.prefix());
            }
        };
    }

    @Bean
    ObjectRegister objectRegister(
            JdbcClient jdbc,
            ObjectStore store,
            PlatformTransactionManager transactions,
            MeterRegistry meters,
            Clock clock) {
        var blocks = new ObjectBlocks(new BlockRows(jdbc), store, transactions, meters);
        return new ObjectRegister(jdbc, store, blocks, clock);
    }

    @Bean
    UploadRows uploadRows(JdbcClient jdbc) {
        return new UploadRows(jdbc);
    }

    @Bean
    ResumableUploads uploads(
            ObjectStore store,
            UploadRows rows,
            ObjectRegister objects,
            PlatformTransactionManager transactions,
            Clock clock) {
        return new ResumableUploads(store, rows, objects, transactions, clock, UUID::randomUUID);
    }

    @Bean
    Sweeper sweeper(
            ObjectStore store,
            ResumableUploads uploads,
            UploadRows rows,
            ObjectRegister objects,
            StorageSettings settings,
            Clock clock) {
        return new Sweeper(store, uploads, rows, objects, settings.uploadRetention(), clock);
    }

    @Bean
    SchedulingConfigurer sweeping(Sweeper sweeper) {
        return tasks -> tasks.addFixedDelayTask(sweeper::sweep, BETWEEN_SWEEPS);
    }

    @Bean
    LinkKeys linkKeys(JdbcClient jdbc, MasterKey masterKey, SecureRandom random, Clock clock, LinkSettings settings) {
        return new LinkKeys(jdbc, masterKey, random, clock, settings);
    }

    @Bean
    SignedLinks signedLinks(LinkKeys keys, LinkSettings settings, Clock clock, BaseUrl baseUrl) {
        Supplier<String> base = () -> baseUrl.setting()
                .orElseGet(() ->
                        ServletUriComponentsBuilder.fromCurrentContextPath().toUriString());
        return new SignedLinks(keys, settings, clock, base);
    }

    @Bean
    @Primary
    Links links(
            SignedLinks signed, ObjectStore store, StorageSettings settings, S3Settings s3, LinkSettings linkSettings) {
        return settings.presigned() && store instanceof S3Store bucket
                ? new PresignedLinks(S3Clients.presigner(s3), bucket, s3.bucket(), linkSettings.lifetime())
                : signed;
    }

    @Bean
    ErrorShape linkErrors() {
        return new S3ErrorShape();
    }

    @Bean
    Transfers transfers(ApplicationEventPublisher events, MeterRegistry meters, Clock clock) {
        return new Transfers(events, meters, clock);
    }

    @Bean
    ByteServer byteServer(ObjectStore store, Transfers transfers, Clock clock) {
        return new ByteServer(
                new BodySender(store, transfers), clock, () -> UUID.randomUUID().toString());
    }

    @Bean
    FilterRegistrationBean<LinkFilter> linkFilter(
            SignedLinks links,
            ObjectRegister objects,
            ByteServer bytes,
            ApplicationEventPublisher events,
            LinkNames names,
            LinkSettings settings) {
        var registration = new FilterRegistrationBean<>(new LinkFilter(links, objects, bytes, events, names, settings));
        registration.addUrlPatterns(SignedLinks.PREFIX + "*");
        // After the request's id, its address and its log line; before everything that looks for tokens or forms.
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1_000);
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> observedSendfile() {
        return factory -> factory.setProtocol(TransferProtocol.class.getName());
    }

    @Bean
    TransferDrain transferDrain(Transfers transfers) {
        return new TransferDrain(transfers);
    }
}
