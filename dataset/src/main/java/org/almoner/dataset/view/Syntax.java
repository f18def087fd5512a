package org.almoner.dataset.view;

import java.util.List;

/** An expression as it was written: FHIRPath, as far as views have it. */
sealed interface Syntax {
    /** The character that it is best known by, from 0. */
    int at();

    /** What the expression is asked of; written as {@code $this}, or not at all. */
    record This(int at) implements Syntax {}

    record Member(Syntax base, String name, int at) implements Syntax {}

    record Call(Syntax base, String function, List<Syntax> arguments, int at) implements Syntax {}

    record Index(Syntax base, Syntax index, int at) implements Syntax {}

    /**
     * @param type neither {@link Type#ANY} nor of more than one part
     * @param text as the value reads
     */
    record Literal(Type type, String text, int at) implements Syntax {}

    /** <code>{}</code> */
    record Nothing(int at) implements Syntax {}

    record Variable(String name, int at) implements Syntax {}

    record Minus(Syntax operand, int at) implements Syntax {}

    record Binary(Operator operator, Syntax left, Syntax right, int at) implements Syntax {}

    enum Operator {
        MULTIPLY("*"),
        DIVIDE("/"),
        ADD("+"),
        SUBTRACT("-"),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        EQUAL("="),
        NOT_EQUAL("!="),
        AND("and"),
        OR("or");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        @Override
        public String toString() {
            return symbol;
        }
    }
}
