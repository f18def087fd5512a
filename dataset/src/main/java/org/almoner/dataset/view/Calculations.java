package org.almoner.dataset.view;

import java.math.BigDecimal;
import java.math.MathContext;

import org.almoner.dataset.json.Tape;

/** Arithmetic (FHIRPath, Math), and texts made of others. */
final class Calculations {
    private Calculations() {}

    /**
     * <code>+ - * /</code>. Exact but for division, which has 34 digits; division by zero has no value. <code>+</code> also
     * joins two texts.
     */
    static final class Arithmetic extends Single {
        private final Syntax.Operator operator;
        private final Expression left;
        private final Expression right;

        Arithmetic(Syntax.Operator operator, Expression left, Expression right) {
            this.operator = operator;
            this.left = left;
            this.right = right;
        }

        @Override
        int only(Evaluation e, int focus) {
            int one = one(left, e, focus);
            int other = one(right, e, focus);
            if (one == Tape.NONE || other == Tape.NONE) {
                return Tape.NONE;
            }
            if (operator == Syntax.Operator.ADD && isText(e, one) && isText(e, other)) {
                return concatenation(e, one, other);
            }
            var number = Numbers.value(e, one);
            var otherNumber = Numbers.value(e, other);
            return switch (operator) {
                case ADD -> Numbers.item(e, number.add(otherNumber));
                case SUBTRACT -> Numbers.item(e, number.subtract(otherNumber));
                case MULTIPLY -> Numbers.item(e, number.multiply(otherNumber));
                case DIVIDE -> otherNumber.signum() == 0 ? Tape.NONE : Numbers.item(e, quotient(number, otherNumber));
                case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL, AND, OR ->
                    throw new IllegalStateException(operator.name());
            };
        }

        private static boolean isText(Evaluation e, int item) {
            return (e.tape.what(item) & Tape.KIND) == Tape.STRING;
        }

        private static BigDecimal quotient(BigDecimal number, BigDecimal divisor) {
            var quotient = number.divide(divisor, MathContext.DECIMAL128).stripTrailingZeros();
            return quotient.scale() < 0 ? quotient.setScale(0) : quotient;
        }

        private static int concatenation(Evaluation e, int one, int other) {
            // Unescaping puts a text where the next one would be appended: both first, then the whole.
            e.read(one);
            var text = e.text;
            int start = e.textStart;
            int end = e.textEnd;
            e.read(other);
            int from = e.computedTop;
            e.append(text, start, end);
            e.append(e.text, e.textStart, e.textEnd);
            return e.computed(Tape.STRING, from);
        }
    }

    /** <code>-x</code> */
    static final class Minus extends Single {
        private final Expression operand;

        Minus(Expression operand) {
            this.operand = operand;
        }

        @Override
        int only(Evaluation e, int focus) {
            int item = one(operand, e, focus);
            return item == Tape.NONE
                    ? Tape.NONE
                    : Numbers.item(e, Numbers.value(e, item).negate());
        }
    }

    /** <code>join(separator)</code>. No items make an empty text, as the standard's tests have it. */
    static final class Join extends Single {
        private final Expression base;
        private final Expression separator;

        Join(Expression base, Expression separator) {
            this.base = base;
            this.separator = separator;
        }

        @Override
        int only(Evaluation e, int focus) {
            int between = unescaped(e, one(separator, e, focus));
            int mark = e.top;
            base.push(e, focus);
            int end = e.top;
            // Texts that had backslashes are made before the joined one, which must be in one piece.
            for (int i = mark; i < end; i++) {
                if (e.tape.isObject(e.stack[i])) {
                    throw new NoAnswerException("objects cannot be joined");
                }
                e.stack[i] = unescaped(e, e.stack[i]);
            }
            int from = e.computedTop;
            for (int i = mark; i < end; i++) {
                if (i > mark && between != Tape.NONE) {
                    e.read(between);
                    e.append(e.text, e.textStart, e.textEnd);
                }
                e.read(e.stack[i]);
                e.append(e.text, e.textStart, e.textEnd);
            }
            e.top = mark;
            return e.computed(Tape.STRING, from);
        }

        private static int unescaped(Evaluation e, int item) {
            if ((e.tape.what(item) & Tape.ESCAPED) == 0) {
                return item;
            }
            e.read(item);
            return e.tape.add(Tape.STRING | Items.COMPUTED, e.textStart, e.textEnd);
        }
    }
}
