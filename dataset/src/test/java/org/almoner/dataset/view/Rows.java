package org.almoner.dataset.view;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.almoner.dataset.row.RowSink;
import org.jspecify.annotations.Nullable;

/** Keeps rows as texts. */
final class Rows implements RowSink {
    private final List<List<@Nullable String>> rows = new ArrayList<>();
    private List<@Nullable String> row = new ArrayList<>();

    /** Each cell's text; null for one without value. */
    List<List<@Nullable String>> rows() {
        return rows;
    }

    @Override
    public void value(byte[] utf8, int offset, int length) {
        row.add(new String(utf8, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    public void absent() {
        row.add(null);
    }

    @Override
    public void endRow() {
        rows.add(Collections.unmodifiableList(row));
        row = new ArrayList<>();
    }

    /** The rows of one view over some resources. */
    static List<List<@Nullable String>> of(ViewDefinition view, List<String> resources) {
        var rows = new Rows();
        var evaluator = CompiledViews.compile(view.resource(), List.of(view)).newEvaluator();
        for (var resource : resources) {
            var utf8 = resource.getBytes(StandardCharsets.UTF_8);
            evaluator.evaluate(utf8, 0, utf8.length, new RowSink[] {rows});
        }
        return rows.rows();
    }
}
