package org.almoner.server.catalog;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

import org.almoner.server.failure.Conflict;

/**
 * Makes slugs of names. The number is drawn, not counted: a count would tell every organization how many products and sub-products there
 * are that it must not know of.
 */
class Slugs {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern EDGES = Pattern.compile("^-|-$");
    private static final int NUMBERS = 9_999;
    private static final int DRAWS = 200;
    private static final int MAX_STEM = Slug.MAX_LENGTH - "-9999".length();

    private final RandomGenerator random;

    Slugs(RandomGenerator random) {
        this.random = random;
    }

    /**
     * A slug that is free.
     *
     * @param kind stands for the name if none of its characters can be in a slug
     * @param taken whether a slug is in use where this one is to be
     * @throws Conflict if so many things of this name are there that no free number was drawn
     */
    Slug draw(String name, String kind, Predicate<Slug> taken) {
        var stem = stem(name, kind);
        for (int draw = 0; draw < DRAWS; draw++) {
            var slug = new Slug(stem + "-" + random.nextInt(1, NUMBERS + 1));
            if (!taken.test(slug)) {
                return slug;
            }
        }
        throw new Conflict("There are too many things of the name '" + name + "' here. Choose another name.");
    }

    private static String stem(String name, String kind) {
        var letters = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        var stem = trimmed(OTHERS.matcher(letters).replaceAll("-"));
        var fitting = stem.length() <= MAX_STEM ? stem : trimmed(stem.substring(0, MAX_STEM));
        return fitting.isEmpty() ? kind : fitting;
    }

    private static String trimmed(String stem) {
        return EDGES.matcher(stem).replaceAll("");
    }
}
