package org.almoner.dataset.view;

import java.math.BigDecimal;

import org.almoner.dataset.json.Tape;

/**
 * <code>lowBoundary()</code> and <code>highBoundary()</code>: the least and the greatest that a value can mean, given how
 * precisely it was written.
 */
final class Boundary extends Single {
    private final Expression base;
    private final boolean low;
    private final Type type;

    /** @param type what the value is; {@link Type#ANY} to tell from the value itself */
    Boundary(Expression base, boolean low, Type type) {
        this.base = base;
        this.low = low;
        this.type = type;
    }

    @Override
    int only(Evaluation e, int focus) {
        int item = one(base, e, focus);
        if (item == Tape.NONE) {
            return Tape.NONE;
        }
        int kind = e.tape.what(item) & Tape.KIND;
        if (kind == Tape.NUMBER) {
            var value = Numbers.value(e, item);
            var half = BigDecimal.valueOf(5, value.scale() + 1);
            return Numbers.item(e, low ? value.subtract(half) : value.add(half));
        }
        var moment = e.leftMoment;
        if (kind != Tape.OBJECT) {
            e.read(item);
            if (moment.read(e.text, e.textStart, e.textEnd)) {
                return boundary(e, moment);
            }
        }
        throw new NoAnswerException("only numbers, dates and times have boundaries");
    }

    private int boundary(Evaluation e, Moment moment) {
        if (moment.isTime()) {
            return e.computed(Items.TIME, moment.timeBoundary(low));
        }
        if (moment.hasClock() || type == Type.DATE_TIME) {
            return e.computed(Items.DATE_TIME, moment.dateTimeBoundary(low));
        }
        return e.computed(Items.DATE, moment.dateBoundary(low));
    }
}
