package org.almoner.codeset.profile;

import java.util.Optional;
import java.util.Set;

/**
 * A rule of a layout, and for which rows it is.
 *
 * @param when for which rows; for all if nothing is said. Of no meaning for {@link Rule.Rows}
 */
public record DeclaredRule(Rule rule, Severity severity, Optional<When> when) {

    /**
     * Rows whose column has one of some texts.
     *
     * @param texts as values are written, such as {@code true}; the empty text stands for a cell that is absent
     */
    public record When(String column, Set<String> texts) {

        public When {
            texts = Set.copyOf(texts);
        }
    }
}
