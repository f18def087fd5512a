package org.almoner.client.codeset;

import java.util.List;

import org.jspecify.annotations.Nullable;

final class Lists {

    private Lists() {}

    /** A list that a server may have left out. */
    static <T> List<T> given(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
