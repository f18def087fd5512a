package org.almoner.server.openapi;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.almoner.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.almoner.server.RunningServer.expect;
import static org.assertj.core.api.Assertions.assertThat;

/** What {@code /openapi.json} describes is what the server has: no less, no more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DescribedEndpointsTest {

    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    /** Keys of a path item that are no methods (OpenAPI 3.1 §4.8.9). */
    private static final Set<String> NO_METHODS = Set.of("summary", "description", "servers", "parameters", "$ref");

    private final TestServer server = TestServer.start("almoner.rate-limit.failed-tokens-per-minute=0");

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void everyEndpointIsDescribedAndNothingElseIs() {
        var there = new TreeSet<String>();
        handled().forEach(there::add);
        there.addAll(answeredByFilters());

        assertThat(described()).isEqualTo(there);
    }

    @Test
    void whatIsDescribedAnswersToItsMethod() {
        for (var operation : described()) {
            if (operation.contains("{certificate_id}")) {
                // Open to all, and there is none of the name that is made up below.
                continue;
            }
            var words = operation.split(" ", 2);
            var answer = server.send(words[0], words[1].replaceAll("\\{[^}]*}", "0"), BodyPublishers.noBody());

            assertThat(answer.statusCode()).as(operation).isIn(200, 400, 401, 403, 415);
        }
    }

    /** What Spring's authorization server could do besides, and must not by accident. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oauth2/authorize",
                "/oauth2/device_authorization",
                "/oauth2/device_verification",
                "/oauth2/introspect",
                "/oauth2/jwks",
                "/oauth2/par",
                "/oauth2/register",
                "/oauth2/revoke",
                "/oauth2/token",
                "/connect/logout",
                "/connect/register",
                "/userinfo",
                "/login",
                "/logout",
                "/.well-known/openid-configuration"
            })
    void nothingElseOfTheAuthorizationServerIsThere(String path) {
        assertThat(server.get(path).statusCode()).isEqualTo(404);
        assertThat(server.postJson(path, "{}").statusCode()).isEqualTo(404);
    }

    private Stream<String> handled() {
        return server
                .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("org.almoner."))
                .flatMap(entry -> operations(entry.getKey()));
    }

    private static Stream<String> operations(RequestMappingInfo mapping) {
        var methods = mapping.getMethodsCondition().getMethods();
        assertThat(methods).as(mapping + " answers to every method").isNotEmpty();
        return mapping.getPatternValues().stream()
                .flatMap(pattern ->
                        methods.stream().map(RequestMethod::name).map(method -> method + " " + inSnakeCase(pattern)));
    }

    /** Links, and of the authorization server what it is set to. */
    private Set<String> answeredByFilters() {
        var authorization = server.bean(AuthorizationServerSettings.class);
        return Set.of(
                "POST " + authorization.getTokenEndpoint(),
                "POST " + authorization.getTokenRevocationEndpoint(),
                "GET " + authorization.getJwkSetEndpoint(),
                "GET /files/{path}");
    }

    private Set<String> described() {
        var described = new TreeSet<String>();
        expect(200, server.get("/openapi.json"))
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().propertyNames().stream()
                        .filter(name -> !NO_METHODS.contains(name))
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey())
                        .forEach(described::add));
        return described;
    }

    /** Of the variables in a pattern. */
    private static String inSnakeCase(String pattern) {
        return VARIABLE.matcher(pattern)
                .replaceAll(variable ->
                        HUMP.matcher(variable.group()).replaceAll("_").toLowerCase(Locale.ROOT));
    }
}
