package org.almoner.dataset.view;

import org.jspecify.annotations.Nullable;

/** Finds the resource that a conditional reference means. Called by the evaluating thread. */
public interface ReferenceResolver {
    /** Resolves nothing. */
    ReferenceResolver NONE = _ -> null;

    /**
     * @param reference valid during the call
     * @return the id of the one resource that it means, in UTF-8; null if there is none, or not just one
     */
    byte @Nullable [] resolve(ConditionalReference reference);
}
