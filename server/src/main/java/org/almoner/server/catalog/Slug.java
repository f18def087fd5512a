package org.almoner.server.catalog;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One step of an address in the catalogue, such as {@code icd-10-cm-12}: a name for people and a number that sets it apart. It is
 * unique in its parent and never changes, whatever becomes of the name.
 */
public record Slug(String text) {

    static final int MAX_LENGTH = 100;

    private static final Pattern FORM = Pattern.compile("[a-z0-9]++(?:-[a-z0-9]++)*+");
    private static final Pattern NUMBER = Pattern.compile("-[0-9]+$");

    public Slug {
        if (!isSlug(text)) {
            throw new IllegalArgumentException("Not a slug: '" + text + "'");
        }
    }

    /** The slug that a caller sent; empty if no slug could look like that. */
    static Optional<Slug> parse(String text) {
        return isSlug(text) ? Optional.of(new Slug(text)) : Optional.empty();
    }

    private static boolean isSlug(String text) {
        return text.length() <= MAX_LENGTH
                && FORM.matcher(text).matches()
                && NUMBER.matcher(text).find();
    }

    @Override
    public String toString() {
        return text;
    }
}
