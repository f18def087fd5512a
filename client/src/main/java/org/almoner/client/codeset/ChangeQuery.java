package org.almoner.client.codeset;

import org.jspecify.annotations.Nullable;

/**
 * Which changes are wanted; null means all.
 *
 * @param kind what has become of the codes
 * @param table where their rows are
 */
public record ChangeQuery(
        @Nullable ChangeKind kind, @Nullable String table) {

    /** Everything. */
    public static final ChangeQuery ALL = new ChangeQuery(null, null);
}
