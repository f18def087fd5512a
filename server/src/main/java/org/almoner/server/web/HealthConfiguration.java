package org.almoner.server.web;

import java.nio.file.Path;
import java.time.Clock;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What readiness depends on besides the database. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    @Bean
    DataFolderHealth dataFolderHealthIndicator(@Value("${almoner.data}") Path folder, Clock clock) {
        return new DataFolderHealth(folder, clock);
    }
}
