package org.almoner.dataset.view;

import org.almoner.dataset.json.Tape;

/** An expression that never has more than one item. */
abstract class Single extends Expression {
    @Override
    abstract int only(Evaluation e, int focus);

    @Override
    final int first(Evaluation e, int focus) {
        return only(e, focus);
    }

    @Override
    final void push(Evaluation e, int focus) {
        int item = only(e, focus);
        if (item != Tape.NONE) {
            e.push(item);
        }
    }

    /** The only item of another expression, or {@link Tape#NONE}; several are an error. */
    static int one(Expression expression, Evaluation e, int focus) {
        int item = expression.only(e, focus);
        if (item == MANY) {
            throw new NoAnswerException("needs a single value but there are several");
        }
        return item;
    }
}
