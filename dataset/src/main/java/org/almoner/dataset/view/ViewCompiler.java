package org.almoner.dataset.view;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.almoner.dataset.json.ShapeBuilder;
import org.almoner.dataset.row.Column;
import org.almoner.dataset.view.ExpressionCompiler.Compiled;
import org.almoner.dataset.view.ExpressionCompiler.Scope;
import org.almoner.dataset.view.ViewDefinition.ColumnDefinition;
import org.almoner.dataset.view.ViewDefinition.Iteration;
import org.almoner.dataset.view.ViewDefinition.Selection;

/** Makes one view ready to run. Rows are made from the last step to the first, each knowing the next. */
final class ViewCompiler {
    private final ViewDefinition view;
    private final ExpressionCompiler expressions;
    private final List<Column> columns = new ArrayList<>();
    private final List<String> doings = new ArrayList<>();
    private int registers = 1;

    private ViewCompiler(ViewDefinition view, Literals literals) {
        this.view = view;
        this.expressions = new ExpressionCompiler(view.resource(), view.constants(), literals);
    }

    static CompiledView compile(ViewDefinition view, ShapeBuilder resource, Literals literals) {
        return new ViewCompiler(view, literals).compile(resource);
    }

    private CompiledView compile(ShapeBuilder resource) {
        var root = new Scope(resource, Type.ANY, 0, true);
        var where = new ArrayList<Expression>();
        for (var path : view.where()) {
            var criteria = compile(path, root, Type.BOOLEAN);
            if (criteria.type() != Type.ANY && criteria.type() != Type.BOOLEAN) {
                throw new InvalidViewException(path.place(), "needs a boolean, not " + criteria.type());
            }
            where.add(criteria.expression());
            doing(path.place());
        }
        requireNewNames(view.select(), new HashSet<>());
        int cells = width(view.select());
        while (columns.size() < cells) {
            columns.add(new Column("", Type.ANY.column(), ""));
        }
        var rows = sequence(view.select(), root, 0, new Steps.Emit(cells));
        return new CompiledView(
                view.label(), List.copyOf(columns), List.copyOf(where), rows, List.copyOf(doings), registers);
    }

    private static int width(List<Selection> selections) {
        return selections.stream().mapToInt(ViewCompiler::width).sum();
    }

    private static int width(Selection selection) {
        int union =
                selection.unionAll().isEmpty() ? 0 : width(selection.unionAll().getFirst());
        return selection.columns().size() + width(selection.select()) + union;
    }

    /** Names are each other's only once in a view; the branches of a union have the same ones. */
    private static void requireNewNames(List<Selection> selections, Set<String> taken) {
        for (var selection : selections) {
            for (var column : selection.columns()) {
                if (!taken.add(column.name())) {
                    throw new InvalidViewException(
                            column.place() + ".name", "there is another column '" + column.name() + "'");
                }
            }
            requireNewNames(selection.select(), taken);
            var branches = selection.unionAll();
            for (var branch : branches) {
                requireNewNames(List.of(branch), new HashSet<>(taken));
                if (!names(branch).equals(names(branches.getFirst()))) {
                    throw new InvalidViewException(
                            branch.place(),
                            "has the columns " + names(branch) + ", but the first of the union has "
                                    + names(branches.getFirst()));
                }
            }
            if (!branches.isEmpty()) {
                taken.addAll(names(branches.getFirst()));
            }
        }
    }

    private static List<String> names(Selection selection) {
        var names = new ArrayList<String>();
        selection.columns().forEach(column -> names.add(column.name()));
        selection.select().forEach(inner -> names.addAll(names(inner)));
        if (!selection.unionAll().isEmpty()) {
            names.addAll(names(selection.unionAll().getFirst()));
        }
        return names;
    }

    private Step sequence(List<Selection> selections, Scope scope, int firstCell, Step next) {
        int cell = firstCell + width(selections);
        var step = next;
        for (var selection : selections.reversed()) {
            cell -= width(selection);
            step = selection(selection, scope, cell, step);
        }
        return step;
    }

    private Step selection(Selection selection, Scope scope, int cell, Step next) {
        return switch (selection.iteration()) {
            case Iteration.Once() -> content(selection, scope, cell, next);
            case Iteration.ForEach(var path, var orNull) -> {
                var elements = compile(path, scope, Type.ANY);
                int register = registers++;
                var inner = new Scope(elements.shape(), elements.type(), register, false);
                var forEach = new Steps.ForEach(
                        elements.expression(),
                        scope.register(),
                        register,
                        content(selection, inner, cell, next),
                        doing(path.place()));
                yield orNull
                        ? new Steps.OrNull(forEach, cell, cell + width(selection), rowIndexes(selection, cell), next)
                        : forEach;
            }
            case Iteration.Repeat(var paths) -> repeat(paths, selection, scope, cell, next);
        };
    }

    private Step repeat(List<ViewDefinition.Path> paths, Selection selection, Scope scope, int cell, Step next) {
        // Whether found from above or from each other, all elements are of one shape, which so comes to hold itself.
        var shape = new ShapeBuilder();
        var inner = new Scope(shape, Type.ANY, registers++, false);
        var fromAbove = paths.stream().map(path -> repeated(path, scope, shape)).toArray(Expression[]::new);
        var fromEachOther =
                paths.stream().map(path -> repeated(path, inner, shape)).toArray(Expression[]::new);
        return new Steps.Repeat(
                fromAbove,
                fromEachOther,
                scope.register(),
                inner.register(),
                content(selection, inner, cell, next),
                doing(paths.getFirst().place()));
    }

    private Expression repeated(ViewDefinition.Path path, Scope from, ShapeBuilder shape) {
        var elements = compile(path, from, Type.ANY);
        if (!elements.deeper() || elements.shape() == null) {
            throw new InvalidViewException(path.place(), "repeat needs a path to elements further down");
        }
        elements.shape().mergeWith(shape);
        return elements.expression();
    }

    /** A number for what is being evaluated, for messages. */
    private int doing(String what) {
        doings.add(what);
        return doings.size() - 1;
    }

    private int[] rowIndexes(Selection selection, int firstCell) {
        var cells = new ArrayList<Integer>();
        int cell = firstCell;
        for (var column : selection.columns()) {
            if (ExpressionCompiler.isRowIndex(column.path().syntax())) {
                cells.add(cell);
            }
            cell++;
        }
        var inner = new ArrayList<>(selection.select());
        if (!selection.unionAll().isEmpty()) {
            inner.add(selection.unionAll().getFirst());
        }
        for (var part : inner) {
            for (int index : rowIndexes(part, cell)) {
                cells.add(index);
            }
            cell += width(part);
        }
        return cells.stream().mapToInt(Integer::intValue).toArray();
    }

    private Step content(Selection selection, Scope scope, int cell, Step next) {
        int afterColumns = cell + selection.columns().size();
        var step = next;
        if (!selection.unionAll().isEmpty()) {
            int first = afterColumns + width(selection.select());
            step = union(selection.unionAll(), scope, first, next);
        }
        step = sequence(selection.select(), scope, afterColumns, step);
        if (selection.columns().isEmpty()) {
            return step;
        }
        var cells = new Cell[selection.columns().size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cell(selection.columns().get(i), scope, cell + i);
        }
        return new Steps.Columns(cells, cell, scope.register(), step);
    }

    private Step union(List<Selection> branches, Scope scope, int cell, Step next) {
        var steps = new Step[branches.size()];
        var types = List.<Column>of();
        for (int i = 0; i < steps.length; i++) {
            steps[i] = selection(branches.get(i), scope, cell, next);
            var range = columns.subList(cell, cell + width(branches.get(i)));
            if (i == 0) {
                types = List.copyOf(range);
            }
            for (int j = 0; j < types.size(); j++) {
                if (types.get(j).type() != range.get(j).type()) {
                    throw new InvalidViewException(
                            branches.get(i).place(),
                            "column '" + range.get(j).name() + "' is "
                                    + range.get(j).type() + " here but "
                                    + types.get(j).type() + " in the first of the union");
                }
            }
        }
        for (int j = 0; j < types.size(); j++) {
            columns.set(cell + j, types.get(j));
        }
        return steps.length == 1 ? steps[0] : new Steps.Union(steps);
    }

    private Cell cell(ColumnDefinition column, Scope scope, int cell) {
        var value = compile(column.path(), scope, column.type());
        boolean declared = column.type() != Type.ANY;
        if (!column.collection()) {
            requirePossible(column, value.type());
        }
        var type = column.collection() ? Type.ANY : declared ? column.type() : value.type();
        columns.set(cell, new Column(column.name(), type.column(), column.description()));
        return new Cell(
                value.expression(),
                column.collection(),
                type.column(),
                type != Type.ANY,
                column.asText(),
                doing(column.name()));
    }

    private static void requirePossible(ColumnDefinition column, Type value) {
        boolean possible = column.type() == Type.ANY
                || column.type() == Type.STRING
                || column.type().isComparableWith(value);
        if (!possible || value == Type.PERIOD || value == Type.COMPLEX) {
            throw new InvalidViewException(
                    column.path().place(),
                    "is " + value + (column.type() == Type.ANY ? "" : ", but the column is " + column.type()));
        }
    }

    private Compiled compile(ViewDefinition.Path path, Scope scope, Type expected) {
        try {
            return expressions.compile(path.syntax(), scope, expected);
        } catch (InvalidPathException e) {
            throw new InvalidViewException(path.place(), String.valueOf(e.getMessage()));
        }
    }
}
