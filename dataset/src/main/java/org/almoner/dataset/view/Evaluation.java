package org.almoner.dataset.view;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.almoner.dataset.json.JsonText;
import org.almoner.dataset.json.Tape;
import org.almoner.dataset.row.RowSink;
import org.jspecify.annotations.Nullable;

/** What is at hand while views are evaluated over a resource. Everything in it is used again for the next one. */
final class Evaluation {
    private static final int RETAINED = 1 << 20;
    private static final int LARGEST = 1 << 30;
    private static final RowSink NOWHERE = new RowSink() {
        @Override
        public void value(byte[] utf8, int offset, int length) {}

        @Override
        public void absent() {}

        @Override
        public void endRow() {}
    };

    final Tape tape = new Tape();
    final ReferenceResolver resolver;
    final ProblemListener problems;
    final ConditionalReference conditional = new ConditionalReference();
    final References references = new References();
    final Moment leftMoment = new Moment();
    final Moment rightMoment = new Moment();

    private final byte[] literals;
    byte[] source = new byte[0];

    /** What was computed; {@link #computedTop} is where there is room. */
    byte[] computed = new byte[1 << 10];

    int computedTop;

    /** The values of expressions that are not done yet. */
    int[] stack = new int[1 << 8];

    int top;

    /** Of each iteration in a view, and of the resource as the first: the element it is at, and that element's number. */
    final int[] focus;

    final int[] rowIndex;

    /** The row so far: an element, or {@link Tape#NONE}. */
    final int[] cells;

    RowSink sink = NOWHERE;

    /** Which expression of the view is being evaluated, for messages. */
    int doing;

    /** What {@link #read} found. */
    byte[] text = source;

    int textStart;
    int textEnd;
    boolean textReplaced;

    private @Nullable CompiledView view;

    Evaluation(Literals literals, int registers, int cells, ReferenceResolver resolver, ProblemListener problems) {
        literals.addTo(tape);
        this.literals = literals.texts();
        this.focus = new int[registers];
        this.rowIndex = new int[registers];
        this.cells = new int[cells];
        this.resolver = resolver;
        this.problems = problems;
    }

    /** Starts with a resource. */
    void begin(byte[] resource) {
        source = resource;
        text = resource;
        view = null;
        top = 0;
        computedTop = 0;
    }

    /** Starts with a view of it. */
    void begin(CompiledView next, RowSink to) {
        view = next;
        sink = to;
        top = 0;
        computedTop = 0;
    }

    /** Gives memory back that only an uncommon resource needs. */
    void end() {
        sink = NOWHERE;
        if (computed.length > RETAINED) {
            computed = new byte[RETAINED];
        }
        if (stack.length > RETAINED) {
            stack = new int[RETAINED];
        }
    }

    /** In bytes, apart from the resource. */
    long memory() {
        return tape.memory() + computed.length + (long) stack.length * Integer.BYTES;
    }

    @Nullable
    CompiledView view() {
        return view;
    }

    void push(int item) {
        if (top == stack.length) {
            stack = Arrays.copyOf(stack, top * 2);
        }
        stack[top++] = item;
    }

    /** Where the text of an item is; until the next call. */
    void read(int item) {
        int what = tape.what(item);
        int start = tape.start(item);
        int end = tape.end(item);
        textReplaced = false;
        if ((what & (Items.COMPUTED | Items.LITERAL | Tape.ESCAPED)) == 0) {
            text = source;
            textStart = start;
            textEnd = end;
        } else if ((what & Tape.ESCAPED) != 0) {
            reserve(end - start);
            var unescaped = JsonText.unescape(source, start, end, computed, computedTop);
            text = computed;
            textStart = computedTop;
            textEnd = computedTop + unescaped.length();
            textReplaced = unescaped.replaced();
            computedTop = textEnd;
        } else {
            text = (what & Items.COMPUTED) != 0 ? computed : literals;
            textStart = start;
            textEnd = end;
        }
    }

    String string(int item) {
        read(item);
        return new String(text, textStart, textEnd - textStart, StandardCharsets.UTF_8);
    }

    boolean isText(int item, byte[] expected) {
        if ((tape.what(item) & Tape.KIND) != Tape.STRING) {
            return false;
        }
        read(item);
        return textEnd - textStart == expected.length
                && Arrays.equals(text, textStart, textEnd, expected, 0, expected.length);
    }

    void reserve(int more) {
        if (computed.length - computedTop < more) {
            if (more > LARGEST - computedTop) {
                throw new NoAnswerException("a text grows beyond " + LARGEST + " bytes");
            }
            computed = Arrays.copyOf(computed, Math.max(Math.min(computed.length * 2, LARGEST), computedTop + more));
        }
    }

    void append(byte[] bytes, int start, int end) {
        reserve(end - start);
        System.arraycopy(bytes, start, computed, computedTop, end - start);
        computedTop += end - start;
    }

    void append(byte c) {
        reserve(1);
        computed[computedTop++] = c;
    }

    /** An item of what was appended. */
    int computed(int kind, int start) {
        return tape.add(kind | Items.COMPUTED, start, computedTop);
    }

    int computed(int kind, String ascii) {
        int start = computedTop;
        reserve(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            computed[computedTop++] = (byte) ascii.charAt(i);
        }
        return computed(kind, start);
    }

    void problem(String message) {
        if (view != null) {
            problems.problem(view.label(), view.doing(doing), message);
        }
    }
}
