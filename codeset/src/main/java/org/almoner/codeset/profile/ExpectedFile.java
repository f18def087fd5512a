package org.almoner.codeset.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file that a release has.
 *
 * @param table what its rows are called: lower-case letters, digits and underscores
 * @param name matches the names of such files, without folders, in any case
 * @param compared whether it is compared with that of another release; what says itself what has changed is not
 */
public record ExpectedFile(String table, Pattern name, Occurs occurs, Layout layout, boolean compared) {

    /** How many of them a release has. */
    public enum Occurs {
        /** One, always. */
        ONCE("once"),
        /** One or none. */
        OPTIONAL("optional"),
        /** Any number, such as one for each language; all of them make one table. */
        ANY("any");

        private final String word;

        Occurs(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        static Optional<Occurs> of(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.word.equals(word))
                    .findFirst();
        }

        static List<String> words() {
            return Arrays.stream(values()).map(Occurs::word).toList();
        }
    }
}
