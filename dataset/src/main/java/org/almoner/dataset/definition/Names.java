package org.almoner.dataset.definition;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What things may be called, so that the name can be a file, a table and a column anywhere. */
final class Names {

    static final String OWN_COLUMN = "hash_value";

    private static final int LONGEST = 63;
    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Z0-9_]*");
    private static final Pattern ENTITY = Pattern.compile("[A-Z][A-Za-z0-9]*(_[A-Z][A-Za-z0-9]*)?");
    private static final Pattern COLUMN = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    private Names() {}

    /** Why not; empty if it may. */
    static Optional<String> whyNotType(String name) {
        return check(name, TYPE, "upper-case letters, digits and underscores, such as LONG_REC");
    }

    /** Why not; empty if it may. */
    static Optional<String> whyNotEntity(String name) {
        var key = key(name);
        if (key.equals("summaryofextract")) {
            return Optional.of("'" + name + "' is the name of an extract's own file");
        }
        // Entity_delete.txt holds the deletes of Entity; some file systems know no case.
        if (key.endsWith("_delete")) {
            return Optional.of("'" + name + "' would be taken for the deletes of an entity");
        }
        return check(name, ENTITY, "Entity or Entity_SubEntity, of letters and digits");
    }

    /** Why not; empty if it may. */
    static Optional<String> whyNotColumn(String name) {
        if (key(name).equals(OWN_COLUMN)) {
            return Optional.of("'" + OWN_COLUMN + "' is added to every row and cannot be a column of its own");
        }
        return check(name, COLUMN, "a letter, then letters, digits and underscores");
    }

    private static Optional<String> check(String name, Pattern form, String wanted) {
        if (name.length() > LONGEST) {
            return Optional.of("'" + name.substring(0, LONGEST) + "...' is longer than " + LONGEST + " characters");
        }
        return form.matcher(name).matches() ? Optional.empty() : Optional.of("'" + name + "' is not " + wanted);
    }

    /** Names with the same key would be one on some file systems and databases. */
    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
