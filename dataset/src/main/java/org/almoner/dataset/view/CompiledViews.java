package org.almoner.dataset.view;

import java.util.List;

import org.almoner.dataset.json.Shape;
import org.almoner.dataset.json.ShapeBuilder;
import org.almoner.dataset.row.Column;

/**
 * Views over one type of resources, made ready to run together: a resource is read once, and only what one of them needs
 * is kept. Immutable; shared by threads, each of which has its own {@link Evaluator}.
 */
public final class CompiledViews {
    static final String RESOURCE_TYPE = "resourceType";
    static final String ID = "id";

    private final String resourceType;
    private final List<CompiledView> views;
    private final Shape shape;
    private final int typeSlot;
    private final int idSlot;
    private final Literals literals;

    private CompiledViews(
            String resourceType, List<CompiledView> views, Shape shape, int typeSlot, int idSlot, Literals literals) {
        this.resourceType = resourceType;
        this.views = views;
        this.shape = shape;
        this.typeSlot = typeSlot;
        this.idSlot = idSlot;
        this.literals = literals;
    }

    /**
     * @param views over resources of that type; none is allowed, and then only types and ids are read
     * @throws InvalidViewException if one is over another type
     */
    public static CompiledViews compile(String resourceType, List<ViewDefinition> views) {
        for (var view : views) {
            if (!view.resource().equals(resourceType)) {
                throw new InvalidViewException(
                        "resource", view.label() + " is over " + view.resource() + ", not " + resourceType);
            }
        }
        return build(resourceType, views);
    }

    /** Finds the columns of a view, and what is wrong with its expressions. */
    static List<Column> check(ViewDefinition view) {
        return build(view.resource(), List.of(view)).columns(0);
    }

    private static CompiledViews build(String resourceType, List<ViewDefinition> views) {
        var root = new ShapeBuilder();
        root.field(RESOURCE_TYPE);
        root.field(ID);
        // The first time to learn which elements are needed; the second time their places are final.
        compile(views, root, new Literals());
        var literals = new Literals();
        var compiled = compile(views, root, literals);
        return new CompiledViews(
                resourceType, compiled, root.build(), root.slot(RESOURCE_TYPE), root.slot(ID), literals);
    }

    private static List<CompiledView> compile(List<ViewDefinition> views, ShapeBuilder root, Literals literals) {
        return views.stream()
                .map(view -> ViewCompiler.compile(view, root, literals))
                .toList();
    }

    /** Conditional references have no value, and problems are not heard of. */
    public Evaluator newEvaluator() {
        return newEvaluator(ReferenceResolver.NONE, (_, _, _) -> {});
    }

    /** For one thread. */
    public Evaluator newEvaluator(ReferenceResolver resolver, ProblemListener problems) {
        return new Evaluator(this, resolver, problems);
    }

    public String resourceType() {
        return resourceType;
    }

    /** How many views there are. */
    public int size() {
        return views.size();
    }

    /**
     * @param view in the order in which they were given, from 0
     * @return in the order of a row's cells
     */
    public List<Column> columns(int view) {
        return views.get(view).columns();
    }

    List<CompiledView> views() {
        return views;
    }

    Shape shape() {
        return shape;
    }

    int typeSlot() {
        return typeSlot;
    }

    int idSlot() {
        return idSlot;
    }

    Literals literals() {
        return literals;
    }
}
