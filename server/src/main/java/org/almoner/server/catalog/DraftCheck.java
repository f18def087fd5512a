package org.almoner.server.catalog;

import java.util.Optional;

import org.almoner.server.failure.Conflict;

/** Looks into a draft before it becomes final. */
public interface DraftCheck {

    /**
     * Checks a draft, or finds what came of it before. Called outside of a transaction, as it may take long.
     *
     * @param accepted whether the publisher wants it committed whatever is found
     * @return what became of its codes, if that can be told
     * @throws Conflict if it must not be committed, or not yet
     */
    Optional<CodeChanges> check(Contents draft, boolean accepted);

    /** Stands where nothing looks into drafts. */
    final class None implements DraftCheck {

        @Override
        public Optional<CodeChanges> check(Contents draft, boolean accepted) {
            return Optional.empty();
        }
    }
}
