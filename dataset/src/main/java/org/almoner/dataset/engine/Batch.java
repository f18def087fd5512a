package org.almoner.dataset.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

import org.almoner.dataset.archive.EntityWriter;
import org.almoner.dataset.archive.EntityWriter.Prepared;
import org.almoner.dataset.source.LineBlock;
import org.almoner.dataset.text.RowHash;
import org.almoner.dataset.text.TextBlock;
import org.almoner.dataset.text.TextLimitException;
import org.almoner.dataset.text.TextLimits;
import org.almoner.dataset.view.CompiledViews;
import org.almoner.dataset.view.ConditionalReference;
import org.almoner.dataset.view.Evaluator;
import org.almoner.dataset.view.ResourceException;
import org.jspecify.annotations.Nullable;

/** A block of lines, and the rows of all entities that came of it. Used again and again; belongs to one {@link Lane}. */
final class Batch {

    private static final int USUAL_LINES = 1 << 10;

    /** A line of the block, counted from 0, that no rows can be had from. */
    record Flaw(int line, int start, int end, String reason) {}

    final LineBlock block;

    private final int longestLine;
    private final TextBlock[] rows;
    private final int[] marks;
    private final Evaluator evaluator;
    private final List<Flaw> flaws = new ArrayList<>();
    private final List<Prepared> prepared = new ArrayList<>();

    /** Of each resource that has rows: two halves of its id's fingerprint, and its line. */
    private long[] ids = new long[2 * USUAL_LINES];

    private int[] lineOf = new int[USUAL_LINES];
    private int resources;
    private int lines;

    /** What part of the block the rows are of: all of it, unless those would be more than a text block takes. */
    private int partStart;

    private int partEnd;
    private int linesBefore;
    private boolean full;
    private byte[] id = new byte[USUAL_LINES];
    private @Nullable String oddity;
    private boolean beyondSource;

    Batch(LineBlock block, CompiledViews views, int longestLine, TextLimits limits, References references) {
        this.block = block;
        this.longestLine = longestLine;
        this.rows = new TextBlock[views.size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new TextBlock(views.columns(i).size(), limits);
        }
        this.marks = new int[rows.length];
        this.evaluator = views.newEvaluator(reference -> resolved(references, reference), this::hear);
    }

    private byte @Nullable [] resolved(References references, ConditionalReference reference) {
        var id = references.resolve(reference);
        beyondSource = id == null && !references.covers(reference.type());
        return id;
    }

    /** Told of a reference right after it did not resolve. */
    private void hear(String view, String column, String message) {
        if (beyondSource) {
            // The source has no resources of that type at all: it goes nowhere, like an id that is not there.
            beyondSource = false;
        } else if (oddity == null) {
            oddity = view + ", " + column + ": " + message;
        }
    }

    /** Evaluates the lines; all of them, or as many as there is room for the rows of. */
    void evaluate() {
        clear();
        lines = 0;
        partEnd = 0;
        if (block.isOverlong()) {
            lines = 1;
            partEnd = block.length();
            flaws.add(new Flaw(0, 0, 0, "the line is longer than " + longestLine + " bytes"));
        } else {
            evaluateNext();
        }
    }

    /** Goes on after the lines that were evaluated, whose rows were appended; tells if there were none left. */
    boolean evaluateNext() {
        if (partEnd >= block.length()) {
            return false;
        }
        partStart = partEnd;
        linesBefore = lines;
        evaluate(new BitSet(), block.length());
        return true;
    }

    /** Evaluates the same lines once more, but for some. */
    void evaluateWithout(BitSet leftOut) {
        evaluate(leftOut, partEnd);
    }

    private void evaluate(BitSet leftOut, int until) {
        clear();
        lines = linesBefore;
        full = false;
        var bytes = block.bytes();
        int start = partStart;
        while (start < until) {
            int end = LineFeeds.next(bytes, start, block.length());
            if (!leftOut.get(lines) && !isBlank(bytes, start, end)) {
                evaluate(start, end);
            }
            if (full) {
                break;
            }
            start = end + 1;
            lines++;
        }
        partEnd = start;
    }

    private void clear() {
        for (var text : rows) {
            text.clear();
        }
        flaws.clear();
        prepared.clear();
        resources = 0;
    }

    /** Whether there is nothing but JSON's white space; other control characters are what a crash leaves in place of lines. */
    private static boolean isBlank(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r')) {
            at++;
        }
        return at == end;
    }

    private void evaluate(int start, int end) {
        for (int i = 0; i < rows.length; i++) {
            marks[i] = rows[i].rows();
        }
        oddity = null;
        beyondSource = false;
        var reason =
                end - start > longestLine ? "the line is longer than " + longestLine + " bytes" : outcome(start, end);
        if (reason == null) {
            remember(end - start);
        } else {
            for (int i = 0; i < rows.length; i++) {
                rows[i].rollBack(marks[i]);
            }
            if (!full) {
                flaws.add(new Flaw(lines, start, end, reason));
            }
        }
    }

    /** What is wrong with a resource; null if nothing is. */
    private @Nullable String outcome(int start, int end) {
        try {
            return switch (evaluator.evaluate(block.bytes(), start, end - start, rows)) {
                case EVALUATED -> oddity;
                case OTHER_TYPE -> "a resource of type " + evaluator.resourceType() + " is in a file of another type";
                case NO_TYPE -> "the resource has no resourceType";
                case NO_ID -> "the resource has no id";
            };
        } catch (ResourceException | TextLimitException e) {
            // The rows of the lines before it take up room too, and are no fault of this one: it is tried again without
            // them.
            full = e instanceof TextLimitException limit
                    && limit.limit() == TextLimitException.Limit.BLOCK
                    && Arrays.stream(marks).anyMatch(mark -> mark > 0);
            return (block.isCut() && end == block.length() ? "the file is cut in this line: " : "") + e.getMessage();
        }
    }

    private void remember(int lineLength) {
        if (id.length < lineLength) {
            id = new byte[lineLength];
        }
        if (resources == lineOf.length) {
            ids = Arrays.copyOf(ids, 2 * ids.length);
            lineOf = Arrays.copyOf(lineOf, 2 * lineOf.length);
        }
        var fingerprint = RowHash.of(id, 0, evaluator.copyId(id, 0));
        ids[2 * resources] = fingerprint.high();
        ids[2 * resources + 1] = fingerprint.low();
        lineOf[resources] = lines;
        resources++;
    }

    /** Does for the writers what can be done before it is this batch's turn. */
    void prepare(List<EntityWriter> writers) {
        for (int i = 0; i < rows.length; i++) {
            prepared.add(writers.get(i).prepare(rows[i]));
        }
    }

    /** Which lines hold a resource that was seen before; sees those of this batch. */
    BitSet seen(FingerprintSet known) {
        var again = new BitSet();
        for (int i = 0; i < resources; i++) {
            if (!known.add(ids[2 * i], ids[2 * i + 1])) {
                again.set(lineOf[i]);
            }
        }
        return again;
    }

    /** Gives the rows to their writers. */
    void append(List<EntityWriter> writers) throws IOException {
        for (int i = 0; i < rows.length; i++) {
            writers.get(i).append(prepared.get(i));
        }
    }

    /** Where a line begins and ends. */
    Flaw flaw(int line, String reason) {
        int start = 0;
        for (int before = 0; before < line; before++) {
            start = LineFeeds.next(block.bytes(), start, block.length()) + 1;
        }
        return new Flaw(line, start, LineFeeds.next(block.bytes(), start, block.length()), reason);
    }

    List<Flaw> flaws() {
        return flaws;
    }

    int lines() {
        return lines;
    }

    long rows() {
        long all = 0;
        for (var text : rows) {
            all += text.rows();
        }
        return all;
    }
}
