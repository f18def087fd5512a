package org.almoner.dataset.view;

import org.almoner.dataset.json.Tape;

/** Expressions that pick one item of another's. */
final class Picks {
    private Picks() {}

    /** <code>first()</code> */
    static final class First extends Single {
        private final Expression base;

        First(Expression base) {
            this.base = base;
        }

        @Override
        int only(Evaluation e, int focus) {
            return base.first(e, focus);
        }
    }

    /** <code>[index]</code>, from 0. */
    static final class Index extends Single {
        private final Expression base;
        private final Expression index;

        Index(Expression base, Expression index) {
            this.base = base;
            this.index = index;
        }

        @Override
        int only(Evaluation e, int focus) {
            int number = one(index, e, focus);
            if (number == Tape.NONE) {
                return Tape.NONE;
            }
            long at = Numbers.whole(e, number);
            int mark = e.top;
            base.push(e, focus);
            int count = e.top - mark;
            e.top = mark;
            return at >= 0 && at < count ? e.stack[mark + (int) at] : Tape.NONE;
        }
    }

    /** <code>ofType(Patient)</code>: the resources of a type, of those in a resource. */
    static final class ResourcesOf extends Expression {
        private final Expression base;
        private final int slot;
        private final byte[] type;

        ResourcesOf(Expression base, int slot, byte[] type) {
            this.base = base;
            this.slot = slot;
            this.type = type;
        }

        @Override
        void push(Evaluation e, int focus) {
            int mark = e.top;
            base.push(e, focus);
            int end = e.top;
            int kept = mark;
            for (int i = mark; i < end; i++) {
                int item = e.stack[i];
                int name = e.tape.isObject(item) ? e.tape.first(item, slot) : Tape.NONE;
                if (name != Tape.NONE && e.isText(name, type)) {
                    e.stack[kept++] = item;
                }
            }
            e.top = kept;
        }
    }
}
