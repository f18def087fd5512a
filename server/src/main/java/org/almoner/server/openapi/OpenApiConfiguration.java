package org.almoner.server.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;

import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.oas.models.OpenAPI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    /** What is not said at any endpoint: what it is all about, how to get a token, and the addresses that filters answer. */
    @Bean
    OpenAPI openApi() {
        try (var base = new ClassPathResource("base.yaml", OpenApiConfiguration.class).getInputStream()) {
            return Yaml31.mapper().readValue(base, OpenAPI.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
