package org.almoner.server.web;

import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * One page of a listing, as it is written.
 *
 * @param currentPage 1 for the first
 * @param total how many items there are on all pages
 * @param pageSize how many items a full page has
 * @param items what is on this page; empty past the end
 */
@JsonPropertyOrder({"current_page", "total", "page_size", "items"})
public record Page<T>(long currentPage, long total, int pageSize, List<T> items) {

    public Page {
        items = List.copyOf(items);
    }

    /** The page that was asked for. */
    public static <T> Page<T> of(Paging paging, long total, List<T> items) {
        return new Page<>(paging.page(), total, paging.pageSize(), items);
    }

    /** The same page of other things. */
    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(
                currentPage, total, pageSize, items.stream().<R>map(change).toList());
    }
}
