package org.almoner.codeset;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Versions as people count them: numbers in them by their size, so that 2.9 comes before 2.10. */
public enum VersionOrder implements Comparator<String> {
    INSTANCE;

    private static final Pattern PART = Pattern.compile("\\d+|\\D+");

    @Override
    public int compare(String one, String other) {
        var mine = parts(one);
        var theirs = parts(other);
        for (int i = 0; i < Math.min(mine.size(), theirs.size()); i++) {
            int compared = isNumber(mine.get(i)) && isNumber(theirs.get(i))
                    ? new BigInteger(mine.get(i)).compareTo(new BigInteger(theirs.get(i)))
                    : mine.get(i).compareTo(theirs.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        int compared = Integer.compare(mine.size(), theirs.size());
        return compared != 0 ? compared : one.compareTo(other);
    }

    private static List<String> parts(String version) {
        return PART.matcher(version).results().map(MatchResult::group).toList();
    }

    private static boolean isNumber(String part) {
        return Character.isDigit(part.charAt(0));
    }
}
