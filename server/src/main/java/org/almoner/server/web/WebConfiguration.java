package org.almoner.server.web;

import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Paging for every listing, and one shape for every layer that can refuse a request. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private final FailureAnswers failures;

    WebConfiguration(FailureAnswers failures) {
        this.failures = failures;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new PagingResolver());
    }

    /** After a controller's own handlers, before Spring's, which would answer in theirs. */
    @Override
    public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
        resolvers.add(1, failures);
    }

    /** Spring Security's firewall turns away what Tomcat let pass: encoded slashes, double slashes, odd methods. */
    @Bean
    RequestRejectedHandler requestRejectedHandler(ErrorWriter errors) {
        return (request, response, _) -> errors.write(request, response, StatusProblems.of(400));
    }
}
