package org.almoner.server.catalog;

import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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

    @Bean
    Task<Void> launchJob(Launches launches) {
        return Tasks.oneTime(Launches.JOB).execute((instance, _) -> launches.run(UUID.fromString(instance.getId())));
    }
}
