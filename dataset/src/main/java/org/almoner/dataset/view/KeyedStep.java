package org.almoner.dataset.view;

import org.almoner.dataset.json.Tape;

/**
 * The elements of a name that have one given text in another: {@code coding.where(system = 'x')}, {@code extension('x')}.
 * Has no items that {@link Where} over a {@link Path} would not have; is there to be quick.
 */
final class KeyedStep extends Expression {
    private final int slot;
    private final int key;
    private final byte[] text;

    KeyedStep(int slot, int key, byte[] text) {
        this.slot = slot;
        this.key = key;
        this.text = text;
    }

    @Override
    void push(Evaluation e, int focus) {
        for (int item = next(e, start(e, focus)); item != Tape.NONE; item = next(e, e.tape.next(item))) {
            e.push(item);
        }
    }

    @Override
    int only(Evaluation e, int focus) {
        int first = first(e, focus);
        return first == Tape.NONE || next(e, e.tape.next(first)) == Tape.NONE ? first : MANY;
    }

    @Override
    int first(Evaluation e, int focus) {
        return next(e, start(e, focus));
    }

    private int start(Evaluation e, int focus) {
        return e.tape.isObject(focus) ? e.tape.first(focus, slot) : Tape.NONE;
    }

    /** The first one that has the text, of a chain. */
    private int next(Evaluation e, int start) {
        var tape = e.tape;
        for (int item = start; item != Tape.NONE; item = tape.next(item)) {
            if (tape.isObject(item)) {
                int value = tape.first(item, key);
                if (value != Tape.NONE && tape.next(value) == Tape.NONE && e.isText(value, text)) {
                    return item;
                }
            }
        }
        return Tape.NONE;
    }
}
