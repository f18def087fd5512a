package org.almoner.server.web;

import org.apache.catalina.Context;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the embedded Tomcat does that Spring Boot's properties cannot say. */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

    private static final int UPLOAD_PAUSE_MILLIS = 120_000;

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> almonerTomcat(
            NetworkSettings network, ErrorWriter errors) {
        return factory -> {
            factory.addEngineValves(new RequestLog());
            if (!network.trustedProxies().isEmpty()) {
                factory.addEngineValves(new ForwardedValve(network.trustedBlocks(), network.forwardedHeader()));
            }
            factory.addContextCustomizers(context -> replaceErrorPage(context, errors));
            factory.addProtocolHandlerCustomizers(handler -> {
                if (handler instanceof AbstractHttp11Protocol<?> http) {
                    limitWaiting(http);
                }
            });
        };
    }

    private static void replaceErrorPage(Context context, ErrorWriter errors) {
        if (context.getParent() instanceof StandardHost host) {
            host.setErrorReportValveClass(ErrorValve.class.getName());
            host.getPipeline().addValve(new ErrorValve(errors));
        }
    }

    /** An upload may pause for longer than a request's head may take to arrive. */
    private static void limitWaiting(AbstractHttp11Protocol<?> http) {
        http.setDisableUploadTimeout(false);
        http.setConnectionUploadTimeout(UPLOAD_PAUSE_MILLIS);
    }
}
