package org.almoner.dataset.view;

import org.almoner.dataset.json.Tape;

/** What a selection does: SQL on FHIR, Processing Algorithm. */
final class Steps {
    private Steps() {}

    /** Runs the next part, and then forgets what it computed. */
    private static void runAndForget(Step next, Evaluation e) {
        int tape = e.tape.mark();
        int computed = e.computedTop;
        next.run(e);
        e.tape.release(tape);
        e.computedTop = computed;
    }

    /** The end: the row is whole. */
    static final class Emit extends Step {
        private final int cells;

        Emit(int cells) {
            this.cells = cells;
        }

        @Override
        void run(Evaluation e) {
            var tape = e.tape;
            var sink = e.sink;
            for (int i = 0; i < cells; i++) {
                int item = e.cells[i];
                if (item == Tape.NONE) {
                    sink.absent();
                } else if ((tape.what(item) & ~Tape.KIND) == 0) {
                    int start = tape.start(item);
                    sink.value(e.source, start, tape.end(item) - start);
                } else {
                    emit(e, item);
                }
            }
            sink.endRow();
        }

        private static void emit(Evaluation e, int item) {
            int mark = e.computedTop;
            e.read(item);
            if (e.textReplaced) {
                e.problem("half of a surrogate pair became U+FFFD");
            }
            e.sink.value(e.text, e.textStart, e.textEnd - e.textStart);
            e.computedTop = mark;
        }
    }

    /** Cells that are next to each other. */
    static final class Columns extends Step {
        private final Cell[] columns;
        private final int first;
        private final int register;
        private final Step next;

        /** @param first the cell of the first column */
        Columns(Cell[] columns, int first, int register, Step next) {
            this.columns = columns;
            this.first = first;
            this.register = register;
            this.next = next;
        }

        @Override
        void run(Evaluation e) {
            int focus = e.focus[register];
            for (int i = 0; i < columns.length; i++) {
                e.cells[first + i] = columns[i].item(e, focus);
            }
            next.run(e);
        }
    }

    /** <code>forEach</code> and <code>forEachOrNull</code> */
    static final class ForEach extends Step {
        private final Expression elements;
        private final int parent;
        private final int register;
        private final Step content;
        private final int doing;

        ForEach(Expression elements, int parent, int register, Step content, int doing) {
            this.doing = doing;
            this.elements = elements;
            this.parent = parent;
            this.register = register;
            this.content = content;
        }

        @Override
        void run(Evaluation e) {
            each(e);
        }

        /** Returns how many there were. */
        private int each(Evaluation e) {
            int mark = e.top;
            e.doing = doing;
            elements.push(e, e.focus[parent]);
            int count = e.top - mark;
            for (int i = 0; i < count; i++) {
                e.focus[register] = e.stack[mark + i];
                e.rowIndex[register] = i;
                runAndForget(content, e);
            }
            e.top = mark;
            return count;
        }
    }

    /** A selection whose elements may be none, and which then makes one row without values. */
    static final class OrNull extends Step {
        private final ForEach elements;
        private final int from;
        private final int to;
        private final int[] indexes;
        private final Step after;

        /**
         * @param from the first of its cells
         * @param to after the last one
         * @param indexes those that are a row index: 0 also in a row without values
         */
        OrNull(ForEach elements, int from, int to, int[] indexes, Step after) {
            this.elements = elements;
            this.from = from;
            this.to = to;
            this.indexes = indexes;
            this.after = after;
        }

        @Override
        void run(Evaluation e) {
            if (elements.each(e) > 0) {
                return;
            }
            for (int i = from; i < to; i++) {
                e.cells[i] = Tape.NONE;
            }
            for (int cell : indexes) {
                e.cells[cell] = Terms.RowIndex.index(e, 0);
            }
            after.run(e);
        }
    }

    /** <code>repeat</code>: elements, and from each on again, the upper before those below it. */
    static final class Repeat extends Step {
        private final Expression[] fromAbove;
        private final Expression[] fromEachOther;
        private final int parent;
        private final int register;
        private final Step content;
        private final int doing;

        Repeat(Expression[] fromAbove, Expression[] fromEachOther, int parent, int register, Step content, int doing) {
            this.fromAbove = fromAbove;
            this.fromEachOther = fromEachOther;
            this.doing = doing;
            this.parent = parent;
            this.register = register;
            this.content = content;
        }

        @Override
        void run(Evaluation e) {
            below(e, e.focus[parent], fromAbove, 0);
        }

        /** Each path leads deeper, so that this ends where the resource does. */
        private int below(Evaluation e, int element, Expression[] paths, int start) {
            int index = start;
            for (var path : paths) {
                int mark = e.top;
                e.doing = doing;
                path.push(e, element);
                int count = e.top - mark;
                for (int i = 0; i < count; i++) {
                    int item = e.stack[mark + i];
                    e.focus[register] = item;
                    e.rowIndex[register] = index++;
                    runAndForget(content, e);
                    index = below(e, item, fromEachOther, index);
                }
                e.top = mark;
            }
            return index;
        }
    }

    /** <code>unionAll</code> */
    static final class Union extends Step {
        private final Step[] branches;

        Union(Step[] branches) {
            this.branches = branches;
        }

        @Override
        void run(Evaluation e) {
            for (var branch : branches) {
                runAndForget(branch, e);
            }
        }
    }
}
