package org.almoner.server.openapi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import org.almoner.server.access.OpenToAll;
import org.almoner.server.access.RequiresScope;
import org.almoner.server.access.Scope;
import org.almoner.server.web.Paging;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/** Says of every endpoint what its declarations say: who may call it, how it is paged, how it can fail. */
@Component
class EndpointDescriptions implements GlobalOperationCustomizer {

    private static final String RESPONSES = "#/components/responses/";

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        var scopes = scopes(handler);
        operation.setSecurity(
                scopes.isEmpty()
                        ? List.of()
                        : scopes.stream()
                                .map(scope -> new SecurityRequirement().addList("oauth2", scope.wireName()))
                                .toList());
        if (takes(handler, Paging.class)) {
            paged(operation);
        }
        failures(operation, handler, !scopes.isEmpty());
        return operation;
    }

    private static List<Scope> scopes(HandlerMethod handler) {
        if (handler.hasMethodAnnotation(OpenToAll.class)) {
            return List.of();
        }
        var declared = handler.hasMethodAnnotation(RequiresScope.class)
                ? handler.getMethodAnnotation(RequiresScope.class)
                : AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), RequiresScope.class);
        return declared == null
                ? List.of()
                : Stream.concat(Arrays.stream(declared.value()), Stream.of(Scope.ADMIN))
                        .distinct()
                        .toList();
    }

    private static void paged(Operation operation) {
        var others = operation.getParameters() == null ? List.<Parameter>of() : operation.getParameters();
        var parameters = new ArrayList<Parameter>();
        others.stream()
                .filter(parameter -> !parameter.getName().startsWith("page")
                        && !parameter.getName().equals("paging"))
                .forEach(parameters::add);
        parameters.add(number("page", "Which page, counted from 1. Past the end, items is empty.", 1, Long.MAX_VALUE));
        parameters.add(number("current_page", "Another name for page.", 1, Long.MAX_VALUE));
        parameters.add(number("page_size", "How many items a page has.", Paging.DEFAULT_SIZE, Paging.MAX_SIZE));
        operation.setParameters(parameters);
        Objects.requireNonNull(operation.getResponses().get("200"), "A page is a 200")
                .addHeaderObject(
                        "Link",
                        new Header()
                                .description("Where the first, previous, next and last page are (RFC 8288).")
                                .schema(string()));
    }

    private static Parameter number(String name, String description, long byDefault, long max) {
        Schema<?> schema = new IntegerSchema().format("int64");
        schema.setTypes(Set.of("integer"));
        schema.setMinimum(BigDecimal.ONE);
        if (max < Long.MAX_VALUE) {
            schema.setMaximum(BigDecimal.valueOf(max));
        }
        schema.setDefault(byDefault);
        return new Parameter()
                .name(name)
                .in("query")
                .description(description)
                .required(false)
                .schema(schema);
    }

    private static Schema<?> string() {
        var schema = new Schema<String>();
        schema.setTypes(Set.of("string"));
        return schema;
    }

    private static void failures(Operation operation, HandlerMethod handler, boolean needsToken) {
        var responses = operation.getResponses();
        var changes = method(handler) != RequestMethod.GET && method(handler) != RequestMethod.HEAD;
        add(responses, "400", "Invalid");
        if (needsToken) {
            add(responses, "401", "Unauthenticated");
            add(responses, "403", "NotAllowed");
            add(responses, "429", "TooMany");
        }
        if (changes) {
            add(responses, "409", "Conflict");
        }
        if (Arrays.stream(handler.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class))) {
            add(responses, "415", "UnsupportedMediaType");
        }
        add(responses, "500", "Unexpected");
    }

    private static RequestMethod method(HandlerMethod handler) {
        var mapping = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class);
        return mapping == null || mapping.method().length == 0 ? RequestMethod.GET : mapping.method()[0];
    }

    static void add(ApiResponses responses, String status, String name) {
        if (!responses.containsKey(status)) {
            responses.addApiResponse(status, new ApiResponse().$ref(RESPONSES + name));
        }
    }

    private static boolean takes(HandlerMethod handler, Class<?> type) {
        return Arrays.stream(handler.getMethodParameters()).anyMatch(parameter -> parameter.getParameterType() == type);
    }
}
