package org.almoner.dataset.view;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

import org.almoner.dataset.json.Tape;

/** Numbers as values; as long as they are only handed on they stay as they were written. */
final class Numbers {
    /** Beyond it, digits and powers of ten would cost more than any number in healthcare is worth. */
    private static final int LARGEST = 1000;

    private static final long NOT_SMALL = Long.MIN_VALUE;

    private Numbers() {}

    static BigDecimal value(Evaluation e, int item) {
        if ((e.tape.what(item) & Tape.KIND) != Tape.NUMBER) {
            throw new NoAnswerException("needs a number but there is " + Items.kindName(e.tape.what(item)));
        }
        e.read(item);
        int length = e.textEnd - e.textStart;
        if (length <= LARGEST) {
            var text = new String(e.text, e.textStart, length, StandardCharsets.US_ASCII);
            try {
                var value = new BigDecimal(text);
                if (Math.abs((long) value.scale()) <= LARGEST) {
                    return value;
                }
            } catch (NumberFormatException _) {
                // The reader let only numbers through: what is wrong is a power of ten beyond 32 bits.
            }
        }
        throw new NoAnswerException("a number has more than " + LARGEST + " digits or powers of ten");
    }

    /** A whole number, for an index. Numbers beyond a long are as good as the largest. */
    static long whole(Evaluation e, int item) {
        var value = value(e, item);
        if (value.stripTrailingZeros().scale() > 0) {
            throw new NoAnswerException("an index is not a whole number");
        }
        return value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0 ? Long.MAX_VALUE : value.longValue();
    }

    static int compare(Evaluation e, int one, int other) {
        long small = small(e, one);
        long otherSmall = small(e, other);
        return small != NOT_SMALL && otherSmall != NOT_SMALL
                ? Long.compare(small, otherSmall)
                : value(e, one).compareTo(value(e, other));
    }

    private static long small(Evaluation e, int item) {
        e.read(item);
        int length = e.textEnd - e.textStart;
        if (length > 18) {
            return NOT_SMALL;
        }
        long value = 0;
        boolean negative = e.text[e.textStart] == '-';
        for (int i = e.textStart + (negative ? 1 : 0); i < e.textEnd; i++) {
            int digit = e.text[i] - '0';
            if (digit < 0 || digit > 9) {
                return NOT_SMALL;
            }
            value = value * 10 + digit;
        }
        return negative ? -value : value;
    }

    static int item(Evaluation e, BigDecimal value) {
        return e.computed(Tape.NUMBER, value.toPlainString());
    }
}
