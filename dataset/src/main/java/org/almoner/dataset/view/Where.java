package org.almoner.dataset.view;

import org.almoner.dataset.json.Tape;

/** <code>where(criteria)</code>: the items that a condition is true of. */
final class Where extends Expression {
    private final Expression base;
    private final Expression criteria;

    Where(Expression base, Expression criteria) {
        this.base = base;
        this.criteria = criteria;
    }

    @Override
    void push(Evaluation e, int focus) {
        int mark = e.top;
        base.push(e, focus);
        int end = e.top;
        int kept = mark;
        for (int i = mark; i < end; i++) {
            int item = e.stack[i];
            if (criteria.truth(e, item) == TRUE) {
                e.stack[kept++] = item;
            }
        }
        e.top = kept;
    }

    @Override
    int first(Evaluation e, int focus) {
        int mark = e.top;
        base.push(e, focus);
        int end = e.top;
        int first = Tape.NONE;
        for (int i = mark; i < end && first == Tape.NONE; i++) {
            int item = e.stack[i];
            if (criteria.truth(e, item) == TRUE) {
                first = item;
            }
        }
        e.top = mark;
        return first;
    }
}
