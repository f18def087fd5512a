package org.almoner.server.web;

import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Makes every layer that can refuse a request do so in our shape. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private final FailureAnswers failures;

    WebConfiguration(FailureAnswers failures) {
        this.failures = failures;
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
