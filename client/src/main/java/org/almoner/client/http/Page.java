package org.almoner.client.http;

import java.util.List;

/**
 * A piece of a listing.
 *
 * @param currentPage its number, from 1
 * @param total how many items the whole listing has
 * @param pageSize how many items a full page has
 * @param items the items of this page; empty past the end
 */
public record Page<T>(int currentPage, long total, int pageSize, List<T> items) {

    public Page {
        items = List.copyOf(items);
    }
}
