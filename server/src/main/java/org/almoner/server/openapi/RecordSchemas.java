package org.almoner.server.openapi;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import org.almoner.server.web.SnakeCase;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Describes records as our JSON has them: names in snake case, and null only where the code says {@link Nullable}. So the description
 * cannot drift from the code.
 */
@Component
class RecordSchemas implements ModelConverter {

    private static final String REFERENCE = "#/components/schemas/";

    @Override
    @SuppressWarnings({"rawtypes", "NullAway"}) // the interface is raw, and null is its way to say "no schema"
    public Schema resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        var resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        var raw = rawClass(type);
        if (resolved != null && raw != null && raw.isRecord()) {
            var model = resolved.get$ref() == null
                    ? resolved
                    : context.getDefinedModels().get(resolved.get$ref().substring(REFERENCE.length()));
            if (model != null) {
                describe(model, raw);
            }
        }
        return resolved;
    }

    private static @Nullable Class<?> rawClass(AnnotatedType type) {
        return type.getType() instanceof JavaType known
                ? known.getRawClass()
                : type.getType() == null
                        ? null
                        : Json.mapper().constructType(type.getType()).getRawClass();
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static void describe(Schema model, Class<?> type) {
        Map<String, Schema> before = model.getProperties();
        if (before == null) {
            return;
        }
        var properties = new LinkedHashMap<String, Schema>();
        var required = new LinkedHashSet<String>();
        for (var component : type.getRecordComponents()) {
            var name = wireName(component);
            var schema = before.containsKey(component.getName()) ? before.get(component.getName()) : before.get(name);
            if (schema == null) {
                continue;
            }
            if (isNullable(component)) {
                properties.put(name, nullable(schema));
            } else {
                properties.put(name, schema);
                required.add(name);
            }
        }
        // What the record does not have by itself, as of a record that it is unwrapped from.
        before.forEach((name, schema) -> {
            if (isUnknown(type, name)) {
                properties.putIfAbsent(SnakeCase.of(name), schema);
            }
        });
        model.setProperties(properties);
        model.setRequired(required.isEmpty() ? null : new ArrayList<>(required));
    }

    private static boolean isUnknown(Class<?> type, String name) {
        for (var component : type.getRecordComponents()) {
            if (component.getName().equals(name) || wireName(component).equals(name)) {
                return false;
            }
        }
        return true;
    }

    private static String wireName(RecordComponent component) {
        var said = component.getAnnotation(JsonProperty.class);
        return said == null || said.value().isEmpty() ? SnakeCase.of(component.getName()) : said.value();
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static Schema nullable(Schema schema) {
        if (schema.get$ref() != null) {
            return new Schema().anyOf(List.of(schema, new Schema().types(Set.of("null"))));
        }
        if (schema.getTypes() != null) {
            var types = new LinkedHashSet<String>(schema.getTypes());
            types.add("null");
            schema.setTypes(types);
        }
        return schema;
    }
}
