package org.almoner.dataset.view;

import org.almoner.dataset.json.Tape;

/** Boolean logic with three values, and the questions whether there is anything. */
final class Logic {
    private Logic() {}

    static final class And extends Condition {
        private final Expression left;
        private final Expression right;

        And(Expression left, Expression right) {
            this.left = left;
            this.right = right;
        }

        @Override
        int truth(Evaluation e, int focus) {
            int one = left.truth(e, focus);
            if (one == FALSE) {
                return FALSE;
            }
            int other = right.truth(e, focus);
            return other == FALSE ? FALSE : one == TRUE ? other : UNKNOWN;
        }
    }

    static final class Or extends Condition {
        private final Expression left;
        private final Expression right;

        Or(Expression left, Expression right) {
            this.left = left;
            this.right = right;
        }

        @Override
        int truth(Evaluation e, int focus) {
            int one = left.truth(e, focus);
            if (one == TRUE) {
                return TRUE;
            }
            int other = right.truth(e, focus);
            return other == TRUE ? TRUE : one == FALSE ? other : UNKNOWN;
        }
    }

    static final class Not extends Condition {
        private final Expression operand;

        Not(Expression operand) {
            this.operand = operand;
        }

        @Override
        int truth(Evaluation e, int focus) {
            int truth = operand.truth(e, focus);
            return truth == UNKNOWN ? UNKNOWN : 1 - truth;
        }
    }

    static final class Exists extends Condition {
        private final Expression base;

        Exists(Expression base) {
            this.base = base;
        }

        @Override
        int truth(Evaluation e, int focus) {
            return base.first(e, focus) != Tape.NONE ? TRUE : FALSE;
        }
    }

    static final class Empty extends Condition {
        private final Expression base;

        Empty(Expression base) {
            this.base = base;
        }

        @Override
        int truth(Evaluation e, int focus) {
            return base.first(e, focus) == Tape.NONE ? TRUE : FALSE;
        }
    }
}
