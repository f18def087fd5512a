package org.almoner.dataset.view;

import java.util.Arrays;

import org.almoner.dataset.json.Tape;

/**
 * Equality and order (FHIRPath, Equality and Comparison), as far as they go without knowing the types of elements. Numbers
 * are equal by value. Texts are equal byte by byte unless one side is known to be a date or time; in order, two texts that
 * both read as dates or times are compared as such, and other texts by their code points.
 */
final class Comparisons {
    private Comparisons() {}

    /** Elements that have one text: what most conditions ask. */
    static final class EqualsText extends Condition {
        private final Expression operand;
        private final byte[] text;
        private final int slot;

        EqualsText(Expression operand, byte[] text) {
            this.operand = operand;
            this.text = text;
            this.slot = operand instanceof Path path && path.slots().length == 1 ? path.slots()[0] : -1;
        }

        /** Of the one element by whose name it asks, or -1 if it asks otherwise. */
        int slot() {
            return slot;
        }

        byte[] text() {
            return text;
        }

        @Override
        int truth(Evaluation e, int focus) {
            int item = operand.only(e, focus);
            return item == Tape.NONE ? UNKNOWN : item != MANY && e.isText(item, text) ? TRUE : FALSE;
        }
    }

    static final class Equals extends Condition {
        private final Expression left;
        private final Expression right;
        private final boolean temporal;

        /** @param temporal whether one side is known to be a date or time */
        Equals(Expression left, Expression right, boolean temporal) {
            this.left = left;
            this.right = right;
            this.temporal = temporal;
        }

        @Override
        int truth(Evaluation e, int focus) {
            int mark = e.top;
            left.push(e, focus);
            int middle = e.top;
            if (middle == mark) {
                return UNKNOWN;
            }
            right.push(e, focus);
            int count = e.top - middle;
            int truth = count == 0 ? UNKNOWN : count != middle - mark ? FALSE : TRUE;
            for (int i = 0; i < count && truth == TRUE; i++) {
                truth = equal(e, e.stack[mark + i], e.stack[middle + i], temporal);
            }
            e.top = mark;
            return truth;
        }
    }

    static final class Ordered extends Condition {
        private final Syntax.Operator operator;
        private final Expression left;
        private final Expression right;

        Ordered(Syntax.Operator operator, Expression left, Expression right) {
            this.operator = operator;
            this.left = left;
            this.right = right;
        }

        @Override
        int truth(Evaluation e, int focus) {
            int one = one(left, e, focus);
            int other = one(right, e, focus);
            if (one == Tape.NONE || other == Tape.NONE) {
                return UNKNOWN;
            }
            int order = order(e, one, other);
            if (order == Moment.UNKNOWN) {
                return UNKNOWN;
            }
            boolean truth = switch (operator) {
                case LESS -> order < 0;
                case LESS_OR_EQUAL -> order <= 0;
                case GREATER -> order > 0;
                case GREATER_OR_EQUAL -> order >= 0;
                case MULTIPLY, DIVIDE, ADD, SUBTRACT, EQUAL, NOT_EQUAL, AND, OR ->
                    throw new IllegalStateException(operator.name());
            };
            return truth ? TRUE : FALSE;
        }
    }

    private static int equal(Evaluation e, int one, int other, boolean temporal) {
        int kind = e.tape.what(one) & Tape.KIND;
        int otherKind = e.tape.what(other) & Tape.KIND;
        if (kind == Tape.NUMBER && otherKind == Tape.NUMBER) {
            return Numbers.compare(e, one, other) == 0 ? Expression.TRUE : Expression.FALSE;
        }
        if (isText(kind) && isText(otherKind)) {
            if (temporal) {
                int order = orderMoments(e, one, other);
                if (order != Moment.NONE) {
                    return order == Moment.UNKNOWN
                            ? Expression.UNKNOWN
                            : order == 0 ? Expression.TRUE : Expression.FALSE;
                }
            }
            return orderTexts(e, one, other) == 0 ? Expression.TRUE : Expression.FALSE;
        }
        if (kind == Tape.OBJECT || otherKind == Tape.OBJECT) {
            throw new NoAnswerException("objects cannot be compared");
        }
        return kind == otherKind ? Expression.TRUE : Expression.FALSE;
    }

    private static int order(Evaluation e, int one, int other) {
        int kind = e.tape.what(one) & Tape.KIND;
        int otherKind = e.tape.what(other) & Tape.KIND;
        if (kind == Tape.NUMBER && otherKind == Tape.NUMBER) {
            return Numbers.compare(e, one, other);
        }
        if (isText(kind) && isText(otherKind)) {
            int order = orderMoments(e, one, other);
            return order == Moment.NONE ? orderTexts(e, one, other) : order;
        }
        throw new NoAnswerException("there is no order between " + Items.kindName(e.tape.what(one)) + " and "
                + Items.kindName(e.tape.what(other)));
    }

    private static boolean isText(int kind) {
        return kind == Tape.STRING || kind == Items.DATE || kind == Items.DATE_TIME || kind == Items.TIME;
    }

    /** {@link Moment#NONE} if one of them does not read as a date or time. */
    private static int orderMoments(Evaluation e, int one, int other) {
        e.read(one);
        if (!e.leftMoment.read(e.text, e.textStart, e.textEnd)) {
            return Moment.NONE;
        }
        e.read(other);
        if (!e.rightMoment.read(e.text, e.textStart, e.textEnd)) {
            return Moment.NONE;
        }
        return e.leftMoment.compareTo(e.rightMoment);
    }

    private static int orderTexts(Evaluation e, int one, int other) {
        e.read(one);
        var text = e.text;
        int start = e.textStart;
        int end = e.textEnd;
        e.read(other);
        return Integer.signum(Arrays.compareUnsigned(text, start, end, e.text, e.textStart, e.textEnd));
    }
}
