package org.almoner.server.openapi;

import java.util.Arrays;
import java.util.List;

import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * What our controllers take without an annotation is made by resolvers out of the whole request (the caller, an address, a page): none
 * of it is a query parameter of its name, as would be said of it otherwise.
 */
@Component
class BareParameters implements SmartInitializingSingleton {

    private static final String OURS = "org.almoner.";

    private final List<RequestMappingHandlerMapping> mappings;

    BareParameters(List<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    @Override
    public void afterSingletonsInstantiated() {
        mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().values().stream())
                .flatMap(handler -> Arrays.stream(handler.getMethodParameters()))
                .filter(BareParameters::isOursAndBare)
                .map(MethodParameter::getParameterType)
                .distinct()
                .forEach(SpringDocUtils.getConfig()::addRequestWrapperToIgnore);
    }

    private static boolean isOursAndBare(MethodParameter parameter) {
        return parameter.getParameterType().getName().startsWith(OURS)
                && parameter.getParameterAnnotations().length == 0;
    }
}
