package org.almoner.server.access;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.PreFlightRequestHandler;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * Finds out whom an endpoint serves: our own endpoints say so with {@link RequiresScope} or {@link OpenToAll}; those that
 * libraries bring are listed here, one by one. An endpoint that is neither has no audience.
 */
@Component
class Audiences {

    private static final String DESCRIPTION = "The description of the API is public";

    private static final Map<String, String> OPEN_LIBRARY_HANDLERS = Map.of(
            "org.springdoc.webmvc.api.OpenApiWebMvcResource",
            DESCRIPTION,
            "org.springdoc.webmvc.ui.SwaggerConfigResource",
            DESCRIPTION,
            "org.springdoc.webmvc.ui.SwaggerWelcomeWebMvc",
            DESCRIPTION,
            "org.springframework.boot.webmvc.autoconfigure.error.BasicErrorController",
            "Errors are for whoever made them",
            "org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping$HttpOptionsHandler",
            "It says which methods an address answers to, as the description of the API does");

    private static final String ACTUATOR = "org.springframework.boot.webmvc.actuate.endpoint.web.";

    /** Where the page that shows the API's description has its scripts. */
    private static final Set<String> OPEN_RESOURCES = Set.of("/swagger-ui", "/webjars/swagger-ui");

    private final String healthPath;
    private final boolean managementHasItsPort;

    private record Endpoint(Class<?> type, Method method) {}

    private final Map<Endpoint, Audience> declared = new ConcurrentHashMap<>();

    Audiences(@Value("${management.endpoints.web.base-path:/actuator}") String actuatorPath, Environment environment) {
        this.healthPath = actuatorPath + "/health";
        this.managementHasItsPort = ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
    }

    /**
     * The audience of what will handle a request.
     *
     * @param pattern the pattern of addresses it is mapped to
     * @throws IllegalStateException if it declares two audiences at once
     */
    Optional<Audience> of(Object handler, String pattern) {
        return switch (handler) {
            case HandlerMethod method -> of(method, pattern);
            case ResourceHttpRequestHandler _
            when OPEN_RESOURCES.stream().anyMatch(pattern::startsWith) ->
                Optional.of(new Audience.Everybody(DESCRIPTION));
            case PreFlightRequestHandler _ ->
                Optional.of(new Audience.Everybody("It tells browsers that no other site's pages may call us"));
            default -> Optional.empty();
        };
    }

    private Optional<Audience> of(HandlerMethod handler, String pattern) {
        var endpoint = new Endpoint(handler.getBeanType(), handler.getMethod());
        var known = declared.get(endpoint);
        if (known != null) {
            return Optional.of(known);
        }
        var found = declaredBy(handler.getMethod()).or(() -> declaredBy(handler.getBeanType()));
        found.ifPresent(audience -> declared.put(endpoint, audience));
        return found.or(() -> ofLibrary(handler.getBeanType().getName(), pattern));
    }

    private Optional<Audience> ofLibrary(String type, String pattern) {
        if (type.startsWith(ACTUATOR) && managementHasItsPort) {
            return Optional.of(
                    new Audience.Everybody("It has a port of its own, which only the operator's programs reach"));
        }
        if (type.startsWith(ACTUATOR)) {
            var health = pattern.equals(healthPath) || pattern.startsWith(healthPath + "/");
            return Optional.of(
                    health
                            ? new Audience.Everybody("Load balancers ask for it, and it tells up or down only")
                            : new Audience.Holders(Set.of(Scope.ADMIN)));
        }
        return Optional.ofNullable(OPEN_LIBRARY_HANDLERS.get(type)).map(Audience.Everybody::new);
    }

    private static Optional<Audience> declaredBy(AnnotatedElement element) {
        var scopes = AnnotatedElementUtils.findMergedAnnotation(element, RequiresScope.class);
        var open = AnnotatedElementUtils.findMergedAnnotation(element, OpenToAll.class);
        if (scopes != null && open != null) {
            throw new IllegalStateException(element + " declares both @RequiresScope and @OpenToAll; decide for one");
        }
        if (scopes != null) {
            return Optional.of(new Audience.Holders(Set.of(scopes.value())));
        }
        return Optional.ofNullable(open).map(reason -> new Audience.Everybody(reason.value()));
    }
}
