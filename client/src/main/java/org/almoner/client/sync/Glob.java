package org.almoner.client.sync;

import java.util.Locale;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonValue;

/** A pattern for names: {@code *} stands for any characters, {@code ?} for one; case does not matter. */
public record Glob(@JsonValue String text) {

    /** Fits every name. */
    public static final Glob ANY = new Glob("*");

    /** @throws IllegalArgumentException if it is blank, and so would fit nothing */
    public Glob {
        if (text.isBlank()) {
            throw new IllegalArgumentException("A pattern is not blank; * stands for anything");
        }
    }

    /** Whether one of the names fits. */
    public boolean fits(String... names) {
        return Stream.of(names).anyMatch(this::fitsOne);
    }

    /** Goes through both once, and back to the last star only: no pattern takes long. */
    private boolean fitsOne(String given) {
        int[] pattern = folded(text);
        int[] name = folded(given);
        int at = 0;
        int star = -1;
        int resume = 0;
        for (int i = 0; i < name.length; ) {
            if (at < pattern.length && pattern[at] == '*') {
                star = at++;
                resume = i;
            } else if (at < pattern.length && (pattern[at] == '?' || pattern[at] == name[i])) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++resume;
            } else {
                return false;
            }
        }
        while (at < pattern.length && pattern[at] == '*') {
            at++;
        }
        return at == pattern.length;
    }

    /** Whole characters, of which some are two in a text. */
    private static int[] folded(String text) {
        return text.toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .toArray();
    }

    @Override
    public String toString() {
        return text;
    }
}
