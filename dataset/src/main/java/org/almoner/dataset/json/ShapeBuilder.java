package org.almoner.dataset.json;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Collects which fields of an object are needed, and of those fields' objects in turn. A field that was once asked for
 * keeps its slot, so that slots are final when nothing new is asked for or merged.
 */
public final class ShapeBuilder {
    private final Map<String, ShapeBuilder> fields = new LinkedHashMap<>();
    private @Nullable ShapeBuilder mergedInto;
    private @Nullable Shape built;

    /** The shape of a field's values, which from now on is needed. */
    public ShapeBuilder field(String name) {
        return canonical().fields.computeIfAbsent(name, _ -> new ShapeBuilder()).canonical();
    }

    /** The place of a field that is needed. */
    public int slot(String name) {
        int slot = 0;
        for (var field : canonical().fields.keySet()) {
            if (field.equals(name)) {
                return slot;
            }
            slot++;
        }
        throw new IllegalArgumentException(name);
    }

    /** From now on both are one shape. With it a shape may come to hold itself, as the items of a questionnaire do. */
    public void mergeWith(ShapeBuilder other) {
        var to = canonical();
        var from = other.canonical();
        if (to == from) {
            return;
        }
        from.mergedInto = to;
        from.fields.forEach((name, shape) -> {
            var same = to.canonical().fields.putIfAbsent(name, shape);
            if (same != null) {
                same.mergeWith(shape);
            }
        });
    }

    /** Nothing may be asked for or merged after it. */
    public Shape build() {
        var from = canonical();
        if (from.built != null) {
            return from.built;
        }
        var shape = new Shape(from.fields.keySet());
        from.built = shape;
        int slot = 0;
        for (var field : from.fields.values()) {
            shape.set(slot++, field.build());
        }
        return shape;
    }

    private ShapeBuilder canonical() {
        var shape = this;
        while (shape.mergedInto != null) {
            shape = shape.mergedInto;
        }
        return shape;
    }
}
