package org.almoner.dataset.view;

import org.almoner.dataset.json.Tape;

/** Elements by their names, one below the other: {@code code.coding.display}. */
final class Path extends Expression {
    private final int[] slots;

    Path(int... slots) {
        this.slots = slots;
    }

    int[] slots() {
        return slots;
    }

    @Override
    void push(Evaluation e, int focus) {
        push(e, e.tape, focus, 0);
    }

    private void push(Evaluation e, Tape tape, int object, int level) {
        if (!tape.isObject(object)) {
            return;
        }
        for (int item = tape.first(object, slots[level]); item != Tape.NONE; item = tape.next(item)) {
            if (level == slots.length - 1) {
                e.push(item);
            } else {
                push(e, tape, item, level + 1);
            }
        }
    }

    @Override
    int only(Evaluation e, int focus) {
        var tape = e.tape;
        int item = focus;
        for (int slot : slots) {
            if (!tape.isObject(item)) {
                return Tape.NONE;
            }
            item = tape.first(item, slot);
            if (item == Tape.NONE) {
                return Tape.NONE;
            }
            if (tape.next(item) != Tape.NONE) {
                return super.only(e, focus);
            }
        }
        return item;
    }

    @Override
    int first(Evaluation e, int focus) {
        return first(e.tape, focus, 0);
    }

    private int first(Tape tape, int object, int level) {
        if (!tape.isObject(object)) {
            return Tape.NONE;
        }
        int item = tape.first(object, slots[level]);
        if (level == slots.length - 1) {
            return item;
        }
        for (; item != Tape.NONE; item = tape.next(item)) {
            int first = first(tape, item, level + 1);
            if (first != Tape.NONE) {
                return first;
            }
        }
        return Tape.NONE;
    }
}
