package org.almoner.server.access;

import java.time.Clock;
import java.util.List;

import io.github.bucket4j.TimeMeter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.MappedInterceptor;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a request comes to its endpoint. The filters find out who calls and leave no trace of it in a session; whether the
 * caller may go on is for {@link Gatekeeper}, which knows the endpoint.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ResourceServerConfiguration implements WebMvcConfigurer {

    private static final String LINKS = "/files/";

    /**
     * Links are permissions in themselves, and theirs is the hot path: no filter looks at them. Nothing is lost if another
     * endpoint appeared below this path: without a caller, the gatekeeper would turn everybody away from it.
     */
    @Bean
    @Order(1)
    SecurityFilterChain linkChain() {
        return new DefaultSecurityFilterChain(request -> request.getRequestURI().startsWith(LINKS), List.of());
    }

    @Bean
    @Order(3)
    SecurityFilterChain resources(BearerTokens tokens, Refusals refusals) {
        var converter = new BearerTokenAuthenticationConverter();
        converter.setBearerTokenResolver(new BearerHeader());
        var bearer = new BearerTokenAuthenticationFilter((AuthenticationManager) tokens::authenticate, converter);
        bearer.setAuthenticationEntryPoint(refusals);
        bearer.setAuthenticationFailureHandler(refusals);
        return new DefaultSecurityFilterChain(
                _ -> true,
                new SecurityContextHolderFilter(new RequestAttributeSecurityContextRepository()),
                headers(),
                bearer);
    }

    /** Set before the endpoint runs, so that no response needs wrapping. */
    private static HeaderWriterFilter headers() {
        var headers = new HeaderWriterFilter(List.of(
                new StaticHeadersWriter("X-Content-Type-Options", "nosniff"),
                new StaticHeadersWriter("X-Frame-Options", "DENY"),
                new StaticHeadersWriter("Referrer-Policy", "no-referrer"),
                new HstsHeaderWriter(false)));
        headers.setShouldWriteHeadersEagerly(true);
        return headers;
    }

    /**
     * The firewall keeps out what two parsers could read in two ways. File names may hold a percent sign or a semicolon,
     * though, and we decide on endpoints, not on paths, so that neither gets anybody anywhere.
     */
    @Bean
    StrictHttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowSemicolon(true);
        firewall.setAllowedHeaderValues(HeaderText::isAllowed);
        return firewall;
    }

    @Bean
    TokenVerifier tokenVerifier(
            AccessSettings settings,
            OwnTokens ownTokens,
            PublishedKeys publishedKeys,
            Organizations organizations,
            JsonMapper json,
            Clock clock) {
        return settings.externalIssuer() == null
                ? ownTokens
                : new ExternalTokens(settings.externalIssuer(), publishedKeys, organizations, json, clock);
    }

    @Bean
    Callers callers(AccessSettings settings, JdbcClients clients) {
        return settings.externalIssuer() == null ? clients::has : (_, clientId) -> ExternalTokens.couldName(clientId);
    }

    @Bean
    BearerTokens bearerTokens(TokenVerifier tokenVerifier, Clock clock) {
        return new BearerTokens(tokenVerifier, clock);
    }

    @Bean
    RateLimits rateLimits(RateLimitSettings settings) {
        return new RateLimits(settings, TimeMeter.SYSTEM_NANOTIME);
    }

    /** As a bean of this type it stands before every handler of every mapping, those of libraries included. */
    @Bean
    MappedInterceptor gatekeeper(Audiences audiences, RateLimits limits, Refusals refusals) {
        return new MappedInterceptor(null, new Gatekeeper(audiences, limits, refusals));
    }

    /** A measurement of each security filter of each request would cost more than the filters. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerResolver());
    }
}
