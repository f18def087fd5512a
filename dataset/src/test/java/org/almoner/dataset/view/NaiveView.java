package org.almoner.dataset.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.almoner.dataset.view.ViewDefinition.Iteration;
import org.almoner.dataset.view.ViewDefinition.Selection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.StringNode;

/**
 * SQL on FHIR's processing algorithm word by word, over Jackson's tree: no trie, no tape, no steps, no speed. Has the parser
 * of expressions in common with what it checks, and nothing else.
 */
final class NaiveView {
    private final ViewDefinition view;

    NaiveView(ViewDefinition view) {
        this.view = view;
    }

    List<List<@Nullable String>> rows(JsonNode resource) {
        for (var where : view.where()) {
            if (!isTrue(evaluate(where.syntax(), resource, 0))) {
                return List.of();
            }
        }
        return process(view.select(), resource, 0);
    }

    private List<List<@Nullable String>> process(List<Selection> selections, JsonNode node, int index) {
        List<List<@Nullable String>> rows = List.of(List.of());
        for (var selection : selections) {
            rows = product(rows, process(selection, node, index));
        }
        return rows;
    }

    private List<List<@Nullable String>> process(Selection selection, JsonNode node, int index) {
        var rows = new ArrayList<List<@Nullable String>>();
        switch (selection.iteration()) {
            case Iteration.Once() -> rows.addAll(content(selection, node, index));
            case Iteration.ForEach(var path, var orNull) -> {
                var foci = evaluate(path.syntax(), node, index);
                for (int i = 0; i < foci.size(); i++) {
                    rows.addAll(content(selection, foci.get(i), i));
                }
                if (foci.isEmpty() && orNull) {
                    rows.add(Arrays.asList(
                            new @Nullable String[selection.columns().size()]));
                }
            }
            case Iteration.Repeat _ -> throw new UnsupportedOperationException();
        }
        return rows;
    }

    private List<List<@Nullable String>> content(Selection selection, JsonNode node, int index) {
        var cells = new ArrayList<@Nullable String>();
        for (var column : selection.columns()) {
            var values = evaluate(column.path().syntax(), node, index);
            if (values.size() > 1) {
                throw new IllegalStateException(column.name());
            }
            cells.add(values.isEmpty() ? null : values.getFirst().asString());
        }
        return product(List.of(cells), process(selection.select(), node, index));
    }

    private static List<List<@Nullable String>> product(
            List<List<@Nullable String>> left, List<List<@Nullable String>> right) {
        var product = new ArrayList<List<@Nullable String>>();
        for (var one : left) {
            for (var other : right) {
                var row = new ArrayList<>(one);
                row.addAll(other);
                product.add(Collections.unmodifiableList(row));
            }
        }
        return product;
    }

    private List<JsonNode> evaluate(Syntax syntax, JsonNode node, int index) {
        return switch (syntax) {
            case Syntax.This _ -> List.of(node);
            case Syntax.Literal literal -> List.of(StringNode.valueOf(literal.text()));
            case Syntax.Variable _ -> List.of(StringNode.valueOf(String.valueOf(index)));
            case Syntax.Member member -> members(evaluate(member.base(), node, index), member.name());
            case Syntax.Binary binary -> List.of(BooleanNode.valueOf(holds(binary, node, index)));
            case Syntax.Call call -> call(call, node, index);
            default -> throw new UnsupportedOperationException(syntax.toString());
        };
    }

    private boolean holds(Syntax.Binary binary, JsonNode node, int index) {
        var left = evaluate(binary.left(), node, index);
        var right = evaluate(binary.right(), node, index);
        return switch (binary.operator()) {
            case AND -> isTrue(left) && isTrue(right);
            case EQUAL -> left.equals(right);
            default -> throw new UnsupportedOperationException(binary.operator().toString());
        };
    }

    private List<JsonNode> call(Syntax.Call call, JsonNode node, int index) {
        if (call.function().equals("ofType")) {
            var type = ((Syntax.Member) call.arguments().getFirst()).name();
            if (Type.ofFhir(type) != null) {
                var member = (Syntax.Member) call.base();
                var name = member.name() + type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
                return members(evaluate(member.base(), node, index), name);
            }
            return evaluate(call.base(), node, index).stream()
                    .filter(item -> item.path("resourceType").asString("").equals(type))
                    .toList();
        }
        var base = evaluate(call.base(), node, index);
        return switch (call.function()) {
            case "first" -> base.isEmpty() ? base : List.of(base.getFirst());
            case "where" -> where(base, call, index);
            case "exists" ->
                List.of(BooleanNode.valueOf(!(call.arguments().isEmpty() ? base : where(base, call, index)).isEmpty()));
            case "extension" ->
                members(base, "extension").stream()
                        .filter(item -> item.path("url")
                                .asString("")
                                .equals(((Syntax.Literal) call.arguments().getFirst()).text()))
                        .toList();
            case "join" ->
                List.of(StringNode.valueOf(String.join(
                        ((Syntax.Literal) call.arguments().getFirst()).text(),
                        base.stream().map(JsonNode::asString).toList())));
            case "getResourceKey" -> members(base, "id");
            case "getReferenceKey" ->
                base.stream()
                        .map(item -> key(item, call))
                        .filter(Objects::nonNull)
                        .toList();
            default -> throw new UnsupportedOperationException(call.function());
        };
    }

    /** Of references within the population: {@code Type/id}. */
    private static @Nullable JsonNode key(JsonNode reference, Syntax.Call call) {
        var type = call.arguments().isEmpty()
                ? "[A-Za-z]+"
                : ((Syntax.Member) call.arguments().getFirst()).name();
        var text = reference.path("reference").asString("");
        return text.matches(type + "/[^/?]+") ? StringNode.valueOf(text.substring(text.indexOf('/') + 1)) : null;
    }

    private List<JsonNode> where(List<JsonNode> base, Syntax.Call call, int index) {
        return base.stream()
                .filter(item -> isTrue(evaluate(call.arguments().getFirst(), item, index)))
                .toList();
    }

    private static List<JsonNode> members(List<JsonNode> base, String name) {
        var members = new ArrayList<JsonNode>();
        for (var item : base) {
            var value = item.get(name);
            if (value != null && value.isArray()) {
                value.forEach(members::add);
            } else if (value != null) {
                members.add(value);
            }
        }
        return members;
    }

    private static boolean isTrue(List<JsonNode> values) {
        return values.size() == 1 && values.getFirst().booleanValue(false);
    }
}
