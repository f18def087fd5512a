package org.almoner.dataset.view;

import java.util.Arrays;

/** Takes a literal reference apart: FHIR R4, References. Used again for the next one. */
final class References {
    enum Form {
        /** {@code Patient/1}, {@code Patient/1/_history/2}, or either after a server's address. */
        TO_ID,
        /** {@code Patient?identifier=...} */
        CONDITIONAL,
        /** {@code #1}: to what is within the resource, which has no row of its own. */
        CONTAINED,
        BROKEN
    }

    private static final byte[] IDENTIFIER = {'i', 'd', 'e', 'n', 't', 'i', 'f', 'i', 'e', 'r', '='};
    private static final byte[] HISTORY = {'_', 'h', 'i', 's', 't', 'o', 'r', 'y'};

    /** More than FHIR's letters, digits, hyphens and dots: ids of many systems have underscores and more. */
    private static final boolean[] ID = new boolean[256];

    static {
        for (int c = ' ' + 1; c < 256; c++) {
            ID[c] = "/?#|".indexOf(c) < 0;
        }
    }

    int typeStart;
    int typeEnd;
    /** Of the id, or of what follows {@code identifier=}. */
    int start;

    int end;

    Form split(byte[] text, int from, int to) {
        if (isRelative(text, from, to)) {
            return Form.TO_ID;
        }
        if (from < to && text[from] == '#') {
            return Form.CONTAINED;
        }
        for (int i = from; i < to; i++) {
            if (text[i] == '?') {
                return conditional(text, from, i, to);
            }
        }
        int slash = lastSlash(text, from, to);
        if (slash < 0) {
            return Form.BROKEN;
        }
        start = slash + 1;
        end = to;
        typeEnd = slash;
        int before = lastSlash(text, from, slash);
        if (before >= 0 && Arrays.equals(text, before + 1, slash, HISTORY, 0, HISTORY.length)) {
            end = before;
            typeEnd = lastSlash(text, from, before);
            if (typeEnd < 0) {
                return Form.BROKEN;
            }
            start = typeEnd + 1;
            before = lastSlash(text, from, typeEnd);
        }
        typeStart = before < 0 ? from : before + 1;
        return isType(text) && isId(text) && (before < 0 || isAddress(text, from, before)) ? Form.TO_ID : Form.BROKEN;
    }

    /** Whether it is just a type and an id, as nearly all are: in one go over its bytes. */
    private boolean isRelative(byte[] text, int from, int to) {
        int slash = from;
        while (slash < to && isLetter(text[slash])) {
            slash++;
        }
        typeStart = from;
        typeEnd = slash;
        start = slash + 1;
        end = to;
        return slash < to && text[slash] == '/' && slash > from && isUpper(text[from]) && isId(text);
    }

    private Form conditional(byte[] text, int from, int question, int to) {
        int slash = lastSlash(text, from, question);
        typeStart = slash < 0 ? from : slash + 1;
        typeEnd = question;
        start = question + 1 + IDENTIFIER.length;
        end = to;
        boolean byIdentifier = start < to && Arrays.equals(text, question + 1, start, IDENTIFIER, 0, IDENTIFIER.length);
        for (int i = start; byIdentifier && i < to; i++) {
            byIdentifier = text[i] != '&';
        }
        return byIdentifier && isType(text) ? Form.CONDITIONAL : Form.BROKEN;
    }

    private static int lastSlash(byte[] text, int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            if (text[i] == '/') {
                return i;
            }
        }
        return -1;
    }

    private boolean isType(byte[] text) {
        if (typeStart >= typeEnd || !isUpper(text[typeStart])) {
            return false;
        }
        for (int i = typeStart; i < typeEnd; i++) {
            if (!isLetter(text[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(byte c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    private static boolean isUpper(byte c) {
        return c >= 'A' && c <= 'Z';
    }

    private boolean isId(byte[] text) {
        for (int i = start; i < end; i++) {
            if (!ID[text[i] & 0xFF]) {
                return false;
            }
        }
        return start < end;
    }

    private static boolean isAddress(byte[] text, int from, int to) {
        for (int i = from; i + 1 < to; i++) {
            if (text[i] == ':') {
                return i > from && text[i + 1] == '/';
            }
        }
        return false;
    }
}
