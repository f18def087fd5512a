package org.almoner.client.catalog;

import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/** What a server says is a step of an address. */
final class Slug {

    private Slug() {}

    /** @throws IllegalArgumentException if there is no such step: it would lead to another address */
    static void check(@Nullable String slug, String name) {
        requireNonNull(slug, name + " is missing");
        if (slug.isEmpty() || slug.equals(".") || slug.equals("..")) {
            throw new IllegalArgumentException(name + " is '" + slug + "'");
        }
    }
}
