package org.almoner.client.download;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Stretches of a file, put together where they touch. Not for use by several threads at once. */
final class Spans {

    private final NavigableMap<Long, Long> ends = new TreeMap<>();
    private long length;

    static Spans of(Collection<Span> spans) {
        var all = new Spans();
        spans.forEach(all::add);
        return all;
    }

    void add(Span span) {
        long from = span.from();
        long to = span.to();
        for (var near = ends.floorEntry(to); near != null && near.getValue() >= from; near = ends.floorEntry(to)) {
            from = Math.min(from, near.getKey());
            to = Math.max(to, near.getValue());
            length -= near.getValue() - near.getKey();
            ends.remove(near.getKey());
        }
        ends.put(from, to);
        length += to - from;
    }

    /** How many bytes they are together. */
    long length() {
        return length;
    }

    /** How many bytes there are from the file's beginning on without a gap. */
    long prefix() {
        return ends.getOrDefault(0L, 0L);
    }

    /** The lowest stretch below {@code size} that none of these covers. */
    Optional<Span> firstGap(long size) {
        long from = prefix();
        var next = ends.higherKey(from);
        long to = next == null ? size : Math.min(next, size);
        return from < to ? Optional.of(new Span(from, to)) : Optional.empty();
    }

    /** In their order, none touching another. */
    List<Span> list() {
        var list = new ArrayList<Span>(ends.size());
        ends.forEach((from, to) -> list.add(new Span(from, to)));
        return list;
    }
}
