package org.almoner.server.access;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractHandlerMethodMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * Looks at every endpoint before the server answers the first request, and stops the start if one does not declare whom it
 * serves: forgetting is loud.
 */
@Component
class AudienceCheck implements SmartInitializingSingleton {

    private final ObjectProvider<HandlerMapping> mappings;
    private final Audiences audiences;

    AudienceCheck(ObjectProvider<HandlerMapping> mappings, Audiences audiences) {
        this.mappings = mappings;
        this.audiences = audiences;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var faults = mappings.stream().flatMap(this::faults).sorted().distinct().toList();
        if (!faults.isEmpty()) {
            throw new IllegalStateException(
                    "Every endpoint must declare whom it serves, with @RequiresScope or @OpenToAll"
                            + " on its method or class. These do not:\n  " + String.join("\n  ", faults));
        }
    }

    private Stream<String> faults(HandlerMapping mapping) {
        return switch (mapping) {
            case AbstractHandlerMethodMapping<?> methods ->
                methods.getHandlerMethods().entrySet().stream()
                        .flatMap(entry -> patterns(entry.getKey()).stream()
                                .flatMap(pattern -> fault(entry.getValue(), pattern).stream()));
            case AbstractUrlHandlerMapping urls ->
                Stream.concat(
                                urls.getHandlerMap().entrySet().stream(),
                                Stream.of(
                                                Optional.ofNullable(urls.getRootHandler()),
                                                Optional.ofNullable(urls.getDefaultHandler()))
                                        .flatMap(Optional::stream)
                                        .map(handler -> Map.entry("/", handler)))
                        .flatMap(entry -> fault(entry.getValue(), entry.getKey()).stream());
            case RouterFunctionMapping routes when routes.getRouterFunction() == null -> Stream.empty();
            default -> Stream.of(mapping.getClass().getName() + ", whose endpoints cannot be looked at");
        };
    }

    private static List<String> patterns(Object mapping) {
        return mapping instanceof RequestMappingInfo info ? List.copyOf(info.getPatternValues()) : List.of("?");
    }

    private Optional<String> fault(Object handler, String pattern) {
        var audience = audiences.of(handler, pattern);
        if (audience.isEmpty()) {
            return Optional.of(pattern + " (" + name(handler) + ")");
        }
        return audience.get() instanceof Audience.Everybody && takesCaller(handler)
                ? Optional.of(pattern + " (" + name(handler) + "), which takes a Caller although it is open to all")
                : Optional.empty();
    }

    private static boolean takesCaller(Object handler) {
        return handler instanceof HandlerMethod method
                && Arrays.stream(method.getMethodParameters())
                        .anyMatch(parameter -> parameter.getParameterType() == Caller.class);
    }

    private static String name(Object handler) {
        return handler instanceof HandlerMethod method
                ? method.getBeanType().getSimpleName() + "."
                        + method.getMethod().getName()
                : handler.toString();
    }
}
