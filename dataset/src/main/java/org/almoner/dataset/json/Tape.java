package org.almoner.dataset.json;

import java.util.Arrays;

/**
 * The elements of one document that somebody needs, without an object per element. An element is an index into one
 * array of ints, greater than 0; {@link #NONE} stands for no element.
 *
 * <p>There are no arrays here: the values of a field are a chain, of one for a single value, joined by {@link #next}.
 * That is FHIR's reading of JSON, in which a field that repeats and one that does not are navigated alike. A {@code null}
 * is no value, also inside an array, and an array in an array is as if its items stood in the outer one.
 *
 * <p>An element takes four ints: what it is, where its text starts and ends, and the next of its chain. Those of an object
 * are followed by one for each field that its {@link Shape} has: the first of that field's values.
 */
public final class Tape {
    /** No element. */
    public static final int NONE = 0;

    /** In {@link #what}: the kind, without flags. */
    public static final int KIND = 0xF;

    /** From the brace to the one after its match. Never has flags. */
    public static final int OBJECT = 1;
    /** From after the quote to the closing one. */
    public static final int STRING = 2;

    public static final int NUMBER = 3;
    public static final int TRUE = 4;
    public static final int FALSE = 5;
    /** The first kind that the reader does not use, for elements that others {@link #add}. */
    public static final int FIRST_FREE_KIND = 6;

    /** A string that holds backslash sequences, all of them well formed. */
    public static final int ESCAPED = 1 << 4;
    /** The first flag that the reader does not use. */
    public static final int FIRST_FREE_FLAG = 1 << 5;

    /** The most ints that a tape takes: 256 MiB. A document that needs more is refused. */
    static final int LIMIT = 1 << 26;

    /** In a field's place: the field was there, but without a value. */
    private static final int EMPTY = -1;

    private static final int HEADER = 4;
    private static final int INITIAL = 1 << 12;
    private static final int RETAINED = 1 << 20;

    private int[] words = new int[INITIAL];
    /** Index 0 is taken, so that no element has it. */
    private int top = HEADER;

    /** One of the kinds, with flags. */
    public int what(int element) {
        return words[element];
    }

    public boolean isObject(int element) {
        return words[element] == OBJECT;
    }

    public int start(int element) {
        return words[element + 1];
    }

    public int end(int element) {
        return words[element + 2];
    }

    /** The next value of the same field, or {@link #NONE}. */
    public int next(int element) {
        return words[element + 3];
    }

    /** The first value of an object's field, or {@link #NONE}; the object must be of the shape that the slot is from. */
    public int first(int object, int slot) {
        return Math.max(words[object + HEADER + slot], NONE);
    }

    /** Adds an element that is in no field. */
    public int add(int what, int start, int end) {
        int element = top;
        reserve(HEADER);
        top = element + HEADER;
        words[element] = what;
        words[element + 1] = start;
        words[element + 2] = end;
        words[element + 3] = NONE;
        return element;
    }

    /** In bytes. */
    public long memory() {
        return (long) words.length * Integer.BYTES;
    }

    /** What {@link #release} goes back to. */
    public int mark() {
        return top;
    }

    /** Forgets what was added since the mark. */
    public void release(int mark) {
        top = mark;
    }

    /** Forgets what was added since the mark, and gives memory back that only an uncommon document needs. */
    void restart(int mark) {
        top = mark;
        if (words.length > RETAINED && mark < INITIAL) {
            words = Arrays.copyOf(words, INITIAL);
        }
    }

    /** Adds an object whose fields are all without values. */
    int addObject(int start, int fields) {
        int element = top;
        reserve(HEADER + fields);
        top = element + HEADER + fields;
        int[] to = words;
        to[element] = OBJECT;
        to[element + 1] = start;
        to[element + 3] = NONE;
        for (int i = element + HEADER; i < top; i++) {
            to[i] = NONE;
        }
        return element;
    }

    void end(int object, int end) {
        words[object + 2] = end;
    }

    /** Where the address of the element after this one belongs. */
    static int linkAfter(int element) {
        return element + 3;
    }

    /** Where the address of a field's first value belongs. */
    static int linkOf(int object, int slot) {
        return object + HEADER + slot;
    }

    void link(int place, int element) {
        words[place] = element;
    }

    /** Says that the field is there. Returns false if that had been said. */
    boolean open(int place) {
        if (words[place] != NONE) {
            return false;
        }
        words[place] = EMPTY;
        return true;
    }

    private void reserve(int more) {
        if (words.length - top < more) {
            grow(more);
        }
    }

    private void grow(int more) {
        if (more > LIMIT - top) {
            throw new TapeFullException();
        }
        words = Arrays.copyOf(words, Math.min(LIMIT, Math.max(words.length * 2, top + more)));
    }

    /** A document, or what is computed from it, has too many elements to be held. */
    public static final class TapeFullException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TapeFullException() {
            super("has too many elements: they take more than " + (LIMIT >> 18) + " MiB");
        }
    }
}
