package org.almoner.dataset.view;

import org.almoner.dataset.json.Tape;

/** Expressions that have no others in them. */
final class Terms {
    private Terms() {}

    /** <code>$this</code>: the focus itself. */
    static final class This extends Single {
        @Override
        int only(Evaluation e, int focus) {
            return focus;
        }
    }

    /** <code>{}</code> */
    static final class Nothing extends Single {
        @Override
        int only(Evaluation e, int focus) {
            return Tape.NONE;
        }
    }

    static final class Literal extends Single {
        private final int element;

        Literal(int element) {
            this.element = element;
        }

        @Override
        int only(Evaluation e, int focus) {
            return element;
        }
    }

    /** <code>%rowIndex</code> */
    static final class RowIndex extends Single {
        private final int register;

        RowIndex(int register) {
            this.register = register;
        }

        @Override
        int only(Evaluation e, int focus) {
            return index(e, e.rowIndex[register]);
        }

        static int index(Evaluation e, int index) {
            int start = e.computedTop;
            e.reserve(10);
            int end = start + 1;
            for (int rest = index / 10; rest > 0; rest /= 10) {
                end++;
            }
            int rest = index;
            for (int i = end - 1; i >= start; i--) {
                e.computed[i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
            e.computedTop = end;
            return e.computed(Tape.NUMBER, start);
        }
    }
}
