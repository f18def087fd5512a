package org.almoner.dataset.view;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.almoner.dataset.json.MalformedJsonException;
import org.almoner.dataset.json.Tape;
import org.almoner.dataset.json.TapeReader;
import org.almoner.dataset.row.RowSink;
import org.jspecify.annotations.Nullable;

/**
 * Runs views over one resource after the other; one thread at a time. Its memory is used again, and does not grow with the
 * number of resources; see {@link TapeReader} for what one resource takes, to which come the texts with backslashes and
 * those computed of one row, at most 1 GiB.
 *
 * <p>A text that holds half of a surrogate pair is given with U+FFFD in its place, and the {@link ProblemListener} told.
 */
public final class Evaluator {
    /** What became of a resource that is JSON, and that the views had answers for. */
    public enum Outcome {
        /** The sinks have its rows. */
        EVALUATED,
        /** It is of another type than the views: it has no rows. */
        OTHER_TYPE,
        /** It does not say its type in a text: it has no rows. */
        NO_TYPE,
        /** It does not say its id in a text. The sinks have its rows all the same. */
        NO_ID
    }

    private final CompiledViews compiled;
    private final CompiledView[] views;
    private final byte[] expectedType;
    private final Evaluation evaluation;
    private final TapeReader reader;
    private final int mark;

    private int type;
    private int id;

    Evaluator(CompiledViews compiled, ReferenceResolver resolver, ProblemListener problems) {
        this.compiled = compiled;
        this.views = compiled.views().toArray(CompiledView[]::new);
        this.expectedType = compiled.resourceType().getBytes(StandardCharsets.UTF_8);
        int registers =
                Arrays.stream(views).mapToInt(CompiledView::registers).max().orElse(1);
        int cells = Arrays.stream(views)
                .mapToInt(view -> view.columns().size())
                .max()
                .orElse(0);
        this.evaluation = new Evaluation(compiled.literals(), registers, cells, resolver, problems);
        this.reader = new TapeReader(evaluation.tape);
        this.mark = evaluation.tape.mark();
    }

    /**
     * Gives each view's rows of one resource to its sink. The views are run one after the other.
     *
     * @param utf8 holds one JSON object, with or without white space around it
     * @param sinks one for each view, in their order
     * @throws ResourceException if it is not JSON, or a view has no answer for it; sinks may have been given rows, and parts
     *     of one, by then
     */
    public Outcome evaluate(byte[] utf8, int offset, int length, RowSink[] sinks) {
        if (sinks.length != views.length) {
            throw new IllegalArgumentException(sinks.length + " sinks for " + views.length + " views");
        }
        type = Tape.NONE;
        id = Tape.NONE;
        evaluation.begin(utf8);
        try {
            int root = reader.read(utf8, offset, length, compiled.shape(), mark);
            type = textAt(root, compiled.typeSlot());
            id = textAt(root, compiled.idSlot());
            if (type == Tape.NONE) {
                return Outcome.NO_TYPE;
            }
            if (!evaluation.isText(type, expectedType)) {
                return Outcome.OTHER_TYPE;
            }
            evaluation.focus[0] = root;
            evaluation.rowIndex[0] = 0;
            for (int i = 0; i < views.length; i++) {
                run(views[i], sinks[i]);
            }
            return id == Tape.NONE ? Outcome.NO_ID : Outcome.EVALUATED;
        } catch (MalformedJsonException e) {
            throw new ResourceException(String.valueOf(e.getMessage()), e.offset(), e);
        } catch (NoAnswerException | Tape.TapeFullException e) {
            throw new ResourceException(where() + e.getMessage(), -1, e);
        } finally {
            evaluation.end();
        }
    }

    private void run(CompiledView view, RowSink sink) {
        int tape = evaluation.tape.mark();
        evaluation.begin(view, sink);
        if (view.wants(evaluation)) {
            view.rows().run(evaluation);
        }
        evaluation.tape.release(tape);
    }

    private int textAt(int root, int slot) {
        int item = evaluation.tape.first(root, slot);
        return item != Tape.NONE
                        && (evaluation.tape.what(item) & Tape.KIND) == Tape.STRING
                        && evaluation.tape.next(item) == Tape.NONE
                        && evaluation.tape.start(item) < evaluation.tape.end(item)
                ? item
                : Tape.NONE;
    }

    /** What it holds on to, in bytes, apart from the resource evaluated last. */
    long memory() {
        return evaluation.memory();
    }

    private String where() {
        var text = new StringBuilder();
        var view = evaluation.view();
        if (view != null) {
            text.append(view.label())
                    .append(", ")
                    .append(view.doing(evaluation.doing))
                    .append(", ");
        }
        return text.append(type == Tape.NONE ? "a resource" : evaluation.string(type))
                .append('/')
                .append(id == Tape.NONE ? "without id" : evaluation.string(id))
                .append(": ")
                .toString();
    }

    /** Of the resource evaluated last, until the bytes it was given in change; null if it does not say one. */
    public @Nullable String resourceType() {
        return type == Tape.NONE ? null : evaluation.string(type);
    }

    /** Of the resource evaluated last, until the bytes it was given in change; null if it does not say one. */
    public @Nullable String id() {
        return id == Tape.NONE ? null : evaluation.string(id);
    }

    /**
     * Copies the id of the resource evaluated last.
     *
     * @param to must have room for it
     * @return its length in bytes; 0 if there is none
     */
    public int copyId(byte[] to, int offset) {
        if (id == Tape.NONE) {
            return 0;
        }
        evaluation.read(id);
        int length = evaluation.textEnd - evaluation.textStart;
        System.arraycopy(evaluation.text, evaluation.textStart, to, offset, length);
        return length;
    }
}
