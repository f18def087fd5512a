package org.almoner.dataset.view;

import org.almoner.dataset.json.Tape;

/** One expression asked of each item of another. */
final class Then extends Expression {
    private final Expression base;
    private final Expression step;

    Then(Expression base, Expression step) {
        this.base = base;
        this.step = step;
    }

    Expression base() {
        return base;
    }

    Expression step() {
        return step;
    }

    @Override
    void push(Evaluation e, int focus) {
        int mark = e.top;
        base.push(e, focus);
        int middle = e.top;
        for (int i = mark; i < middle; i++) {
            step.push(e, e.stack[i]);
        }
        int count = e.top - middle;
        System.arraycopy(e.stack, middle, e.stack, mark, count);
        e.top = mark + count;
    }

    @Override
    int only(Evaluation e, int focus) {
        int item = base.only(e, focus);
        return item == MANY ? super.only(e, focus) : item == Tape.NONE ? Tape.NONE : step.only(e, item);
    }

    @Override
    int first(Evaluation e, int focus) {
        int item = base.only(e, focus);
        if (item != MANY) {
            return item == Tape.NONE ? Tape.NONE : step.first(e, item);
        }
        int mark = e.top;
        base.push(e, focus);
        int middle = e.top;
        int first = Tape.NONE;
        for (int i = mark; i < middle && first == Tape.NONE; i++) {
            first = step.first(e, e.stack[i]);
        }
        e.top = mark;
        return first;
    }
}
