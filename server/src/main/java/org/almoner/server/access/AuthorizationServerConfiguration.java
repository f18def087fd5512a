package org.almoner.server.access;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

import org.almoner.server.web.BaseUrl;
import org.almoner.server.web.ErrorWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2ClientAuthenticationConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2TokenEndpointConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretBasicAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretPostAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.JwtClientAssertionAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import tools.jackson.databind.json.JsonMapper;

/**
 * The token endpoint and what belongs to it. Spring's authorization server does the protocol, of which we offer one grant,
 * {@code client_credentials}, and three ways for a client to prove who it is.
 */
@Configuration(proxyBeanMethods = false)
class AuthorizationServerConfiguration {

    static final String TOKEN = "/oauth/token";
    static final String REVOCATION = "/oauth/revoke";
    static final String KEYS = "/.well-known/jwks.json";

    @Bean
    OwnTokens ownTokens(SigningKeys keys, Organizations organizations, Revocations revocations, Clock clock) {
        return new OwnTokens(keys, organizations, revocations, clock);
    }

    @Bean
    TokenAnswers tokenAnswers(RateLimits limits, ApplicationEventPublisher events, JsonMapper json) {
        return new TokenAnswers(limits, events, json);
    }

    @Bean
    Authorizations authorizations(OwnTokens tokens, RegisteredClients clients, Revocations revocations) {
        return new Authorizations(tokens, clients, revocations);
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(BaseUrl baseUrl) {
        var settings = AuthorizationServerSettings.builder()
                .tokenEndpoint(TOKEN)
                .tokenRevocationEndpoint(REVOCATION)
                .jwkSetEndpoint(KEYS);
        // Without a public address, the issuer is the address that was asked.
        baseUrl.setting().ifPresent(settings::issuer);
        return settings.build();
    }

    /** With an external issuer there is no token endpoint: nobody gets in past it. */
    @Bean
    @Order(2)
    SecurityFilterChain authorizationServer(
            HttpSecurity http,
            AccessSettings settings,
            OwnTokens tokens,
            SigningKeys keys,
            Authorizations authorizations,
            AssertionDecoders assertions,
            TokenAnswers answers,
            RateLimits limits,
            ErrorWriter errors,
            Clock clock) {
        if (settings.externalIssuer() != null) {
            return new DefaultSecurityFilterChain(_ -> false, List.of());
        }
        return http.securityMatcher(paths(TOKEN, REVOCATION, KEYS))
                .with(
                        new OAuth2AuthorizationServerConfigurer(),
                        server -> server.authorizationService(authorizations)
                                .tokenGenerator(generator(keys, tokens, clock))
                                .clientAuthentication(client -> clientAuthentication(client, assertions, answers))
                                .tokenEndpoint(endpoint -> tokenEndpoint(endpoint, answers))
                                .tokenRevocationEndpoint(endpoint -> endpoint.errorResponseHandler(answers)))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(exceptions -> exceptions.authenticationEntryPoint(answers))
                .addFilterBefore(new TokenRequests(limits, answers, errors), SecurityContextHolderFilter.class)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    private static RequestMatcher paths(String... paths) {
        return new OrRequestMatcher(Stream.of(paths)
                .map(path -> (RequestMatcher)
                        PathPatternRequestMatcher.withDefaults().matcher(path))
                .toList());
    }

    private static JwtGenerator generator(SigningKeys keys, OwnTokens tokens, Clock clock) {
        var generator = new JwtGenerator(new NimbusJwtEncoder(keys));
        generator.setJwtCustomizer(tokens);
        generator.setClock(clock);
        return generator;
    }

    private static void clientAuthentication(
            OAuth2ClientAuthenticationConfigurer client, AssertionDecoders assertions, TokenAnswers answers) {
        client.authenticationConverters(converters -> {
                    converters.clear();
                    converters.add(new JwtClientAssertionAuthenticationConverter());
                    converters.add(new ClientSecretBasicAuthenticationConverter());
                    converters.add(new ClientSecretPostAuthenticationConverter());
                })
                .authenticationProviders(providers -> {
                    providers.removeIf(provider -> !(provider instanceof JwtClientAssertionAuthenticationProvider)
                            && !(provider instanceof ClientSecretAuthenticationProvider));
                    for (var provider : providers) {
                        if (provider instanceof JwtClientAssertionAuthenticationProvider signed) {
                            signed.setJwtDecoderFactory(assertions);
                        } else if (provider instanceof ClientSecretAuthenticationProvider secret) {
                            secret.setPasswordEncoder(new RegisteredClients.SecretComparison());
                        }
                    }
                })
                .authenticationSuccessHandler(answers::clientKnown)
                .errorResponseHandler(answers);
    }

    private static void tokenEndpoint(OAuth2TokenEndpointConfigurer endpoint, TokenAnswers answers) {
        endpoint.accessTokenRequestConverters(converters -> {
                    converters.clear();
                    converters.add(allScopesUnlessNamed(new OAuth2ClientCredentialsAuthenticationConverter()));
                })
                .authenticationProviders(providers -> providers.removeIf(
                        provider -> !(provider instanceof OAuth2ClientCredentialsAuthenticationProvider)))
                .accessTokenResponseHandler(answers)
                .errorResponseHandler(answers);
    }

    /** RFC 6749 §3.3 leaves it to us what a request without scope gets: here, all that the client may have. */
    private static AuthenticationConverter allScopesUnlessNamed(AuthenticationConverter converter) {
        return request -> converter.convert(request) instanceof OAuth2ClientCredentialsAuthenticationToken asked
                ? asked.getScopes().isEmpty() ? withAllScopes(asked) : asked
                : null;
    }

    private static @Nullable Authentication withAllScopes(OAuth2ClientCredentialsAuthenticationToken asked) {
        return asked.getPrincipal() instanceof OAuth2ClientAuthenticationToken client
                        && client.getRegisteredClient() != null
                ? new OAuth2ClientCredentialsAuthenticationToken(
                        client, client.getRegisteredClient().getScopes(), asked.getAdditionalParameters())
                : asked;
    }
}
