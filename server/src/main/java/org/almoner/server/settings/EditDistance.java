package org.almoner.server.settings;

/** How many letters have to be changed, added or taken away to make one word of another (Levenshtein). */
final class EditDistance {

    private EditDistance() {}

    static int between(String one, String other) {
        var above = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            var current = new int[other.length() + 1];
            current[0] = row;
            for (int column = 1; column <= other.length(); column++) {
                var replaced = above[column - 1] + (one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, Math.min(above[column], current[column - 1]) + 1);
            }
            above = current;
        }
        return above[other.length()];
    }
}
