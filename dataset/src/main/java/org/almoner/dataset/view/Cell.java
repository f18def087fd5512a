package org.almoner.dataset.view;

import org.almoner.dataset.json.JsonText;
import org.almoner.dataset.json.Tape;
import org.almoner.dataset.row.ColumnType;

/** A column's value for one row: checks that it is one, and of the kind that the column says. */
final class Cell {
    private static final int TEXTS = 1 << Tape.STRING | 1 << Items.DATE | 1 << Items.DATE_TIME | 1 << Items.TIME;
    private static final int BOOLEANS = 1 << Tape.TRUE | 1 << Tape.FALSE;

    private final Expression expression;
    private final boolean collection;
    private final ColumnType type;
    private final int kinds;
    private final boolean whole;
    private final int doing;

    /**
     * @param collection whether it is the text of a JSON array of all values
     * @param checked whether values of another kind than the column's are errors
     * @param asText whether numbers may be strings
     * @param doing its number in messages
     */
    Cell(Expression expression, boolean collection, ColumnType type, boolean checked, boolean asText, int doing) {
        this.expression = expression;
        this.collection = collection;
        this.type = type;
        this.doing = doing;
        this.whole = checked && type == ColumnType.INTEGER && !collection;
        int scalars = TEXTS | BOOLEANS | 1 << Tape.NUMBER;
        this.kinds = !checked
                ? scalars
                : switch (type) {
                    case STRING -> scalars;
                    case BOOLEAN -> BOOLEANS;
                    case INTEGER, DECIMAL -> asText ? 1 << Tape.NUMBER | 1 << Tape.STRING : 1 << Tape.NUMBER;
                    case DATE, DATE_TIME, TIME -> TEXTS;
                };
    }

    int item(Evaluation e, int focus) {
        e.doing = doing;
        if (collection) {
            return array(e, focus);
        }
        int item = expression.only(e, focus);
        if (item == Tape.NONE) {
            return Tape.NONE;
        }
        if (item == Expression.MANY) {
            throw new NoAnswerException("there are several values, and the column is not a collection");
        }
        int what = e.tape.what(item);
        if ((kinds & 1 << (what & Tape.KIND)) == 0) {
            throw new NoAnswerException("the column is of type " + type + " but there is " + Items.kindName(what));
        }
        if (whole) {
            requireWhole(e, item);
        }
        return item;
    }

    private static void requireWhole(Evaluation e, int item) {
        e.read(item);
        int start = e.textStart < e.textEnd && e.text[e.textStart] == '-' ? e.textStart + 1 : e.textStart;
        boolean whole = start < e.textEnd;
        for (int i = start; i < e.textEnd; i++) {
            whole &= e.text[i] >= '0' && e.text[i] <= '9';
        }
        if (!whole) {
            throw new NoAnswerException("the column is of type INTEGER but there is '" + e.string(item) + "'");
        }
    }

    private int array(Evaluation e, int focus) {
        int mark = e.top;
        expression.push(e, focus);
        int end = e.top;
        int start = e.computedTop;
        e.append((byte) '[');
        for (int i = mark; i < end; i++) {
            if (i > mark) {
                e.append((byte) ',');
            }
            append(e, e.stack[i]);
        }
        e.append((byte) ']');
        e.top = mark;
        return e.computed(Tape.STRING, start);
    }

    /** As it stands in the resource, or as JSON if it was computed. */
    private static void append(Evaluation e, int item) {
        int what = e.tape.what(item);
        boolean text = (TEXTS & 1 << (what & Tape.KIND)) != 0;
        if (text) {
            e.append((byte) '"');
        }
        if ((what & (Items.COMPUTED | Items.LITERAL)) == 0) {
            e.append(e.source, e.tape.start(item), e.tape.end(item));
        } else {
            e.read(item);
            int length = e.textEnd - e.textStart;
            e.reserve(length > Integer.MAX_VALUE / 6 ? Integer.MAX_VALUE : 6 * length);
            e.computedTop +=
                    text ? JsonText.escape(e.text, e.textStart, e.textEnd, e.computed, e.computedTop) : copy(e, length);
        }
        if (text) {
            e.append((byte) '"');
        }
    }

    private static int copy(Evaluation e, int length) {
        System.arraycopy(e.text, e.textStart, e.computed, e.computedTop, length);
        return length;
    }
}
