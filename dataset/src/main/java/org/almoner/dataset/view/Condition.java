package org.almoner.dataset.view;

import org.almoner.dataset.json.Tape;

/** An expression that is true or false, or has no item. */
abstract class Condition extends Single {
    @Override
    abstract int truth(Evaluation e, int focus);

    @Override
    final int only(Evaluation e, int focus) {
        int truth = truth(e, focus);
        return truth == UNKNOWN ? Tape.NONE : item(e, truth == TRUE);
    }

    private static int item(Evaluation e, boolean truth) {
        return e.computed(truth ? Tape.TRUE : Tape.FALSE, truth ? "true" : "false");
    }
}
