package org.almoner.dataset.view;

import org.almoner.dataset.json.Tape;

/**
 * A compiled expression. Asked of an element, the focus, it has items: elements of the resource, or computed ones that are
 * put onto the same tape. What asks decides how much it wants to know: all items, one, or whether there are any.
 */
abstract class Expression {
    /** Instead of an item: there are several. */
    static final int MANY = -1;

    /** Truth values are ints, with a third for no value: FHIRPath, Boolean logic. */
    static final int TRUE = 1;

    static final int FALSE = 0;
    static final int UNKNOWN = -1;

    /** Puts all items onto the stack, in order. */
    abstract void push(Evaluation e, int focus);

    /** The only item; {@link Tape#NONE} if there is none, {@link #MANY} if there are several. */
    int only(Evaluation e, int focus) {
        int mark = e.top;
        push(e, focus);
        int count = e.top - mark;
        e.top = mark;
        return count == 0 ? Tape.NONE : count == 1 ? e.stack[mark] : MANY;
    }

    /** The first item, or {@link Tape#NONE}. */
    int first(Evaluation e, int focus) {
        int mark = e.top;
        push(e, focus);
        int first = e.top == mark ? Tape.NONE : e.stack[mark];
        e.top = mark;
        return first;
    }

    /** The only item as a truth value. Stricter than FHIRPath, to which any single value is true. */
    int truth(Evaluation e, int focus) {
        int item = only(e, focus);
        if (item == Tape.NONE) {
            return UNKNOWN;
        }
        if (item == MANY) {
            throw new NoAnswerException("needs true or false but there are several values");
        }
        return switch (e.tape.what(item) & Tape.KIND) {
            case Tape.TRUE -> TRUE;
            case Tape.FALSE -> FALSE;
            default ->
                throw new NoAnswerException("needs true or false but there is " + Items.kindName(e.tape.what(item)));
        };
    }
}
