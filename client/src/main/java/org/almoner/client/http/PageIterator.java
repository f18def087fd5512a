package org.almoner.client.http;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.IntFunction;

import org.almoner.client.failure.AlmonerException;
import org.jspecify.annotations.Nullable;

/** Walks a listing item by item and asks for the next page only when the last one is used up. */
final class PageIterator<T> implements Iterator<T> {

    private final IntFunction<Page<T>> source;
    private @Nullable Page<T> page;
    private List<T> previous = List.of();

    /** Each page whose number is a power of two, until the next of these: a listing that goes round in a circle comes by it again (Brent). */
    private List<T> mark = List.of();

    private int marked;
    private int position;
    private long passed;

    PageIterator(IntFunction<Page<T>> source) {
        this.source = source;
    }

    @Override
    public boolean hasNext() {
        var current = page;
        if (current == null) {
            current = turnTo(1);
        } else if (position == current.items().size() && !current.items().isEmpty() && passed < current.total()) {
            current = turnTo(current.currentPage() + 1);
        }
        return position < current.items().size();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        passed++;
        return Objects.requireNonNull(page).items().get(position++);
    }

    private Page<T> turnTo(int number) {
        var next = source.apply(number);
        if (next.currentPage() != number) {
            throw new AlmonerException.BadAnswer(
                    "The server was asked for page " + number + " and sent page " + next.currentPage());
        }
        // Without this a server that sends the same page for ever would be listened to for ever.
        if (!next.items().isEmpty() && next.items().equals(previous)) {
            throw new AlmonerException.BadAnswer("The server sent page " + (number - 1) + " again as page " + number);
        }
        if (!next.items().isEmpty() && next.items().equals(mark)) {
            throw new AlmonerException.BadAnswer("The server sent page " + marked + " again as page " + number);
        }
        if (Integer.bitCount(number) == 1) {
            mark = next.items();
            marked = number;
        }
        previous = next.items();
        page = next;
        position = 0;
        return next;
    }
}
