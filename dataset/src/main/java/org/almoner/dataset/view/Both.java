package org.almoner.dataset.view;

import org.almoner.dataset.json.Tape;

/** The items of one expression, then those of another. */
final class Both extends Expression {
    private final Expression left;
    private final Expression right;

    Both(Expression left, Expression right) {
        this.left = left;
        this.right = right;
    }

    @Override
    void push(Evaluation e, int focus) {
        left.push(e, focus);
        right.push(e, focus);
    }

    @Override
    int only(Evaluation e, int focus) {
        int one = left.only(e, focus);
        int other = right.only(e, focus);
        return one == Tape.NONE ? other : other == Tape.NONE ? one : MANY;
    }

    @Override
    int first(Evaluation e, int focus) {
        int first = left.first(e, focus);
        return first == Tape.NONE ? right.first(e, focus) : first;
    }
}
