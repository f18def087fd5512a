package org.almoner.client.http;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.almoner.client.failure.AlmonerException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PageIteratorTest {

    private final List<Integer> asked = new ArrayList<>();

    @Test
    void readsAllPages() {
        assertThat(read(new PageIterator<>(number -> pageOf(5, number)))).containsExactly(1, 2, 3, 4, 5);
        assertThat(asked).containsExactly(1, 2, 3);
    }

    @Test
    void asksForNoPageBeforeItIsNeeded() {
        var items = new PageIterator<>(number -> pageOf(5, number));
        assertThat(asked).isEmpty();
        items.next();
        items.next();
        assertThat(asked).containsExactly(1);
    }

    @Test
    void aListingMayBeEmpty() {
        assertThat(read(new PageIterator<>(number -> pageOf(0, number)))).isEmpty();
    }

    @Test
    void endsWhereAPageIsEmptyWhateverTheTotalSays() {
        assertThat(read(new PageIterator<>(number -> {
                    var page = pageOf(3, number);
                    return new Page<>(number, 1_000_000, 2, page.items());
                })))
                .containsExactly(1, 2, 3);
    }

    @Test
    void aPageThatRepeatsIsNotReadForEver() {
        var items = new PageIterator<>(number -> new Page<>(number, 1_000_000, 2, List.of(1, 2)));

        assertThatExceptionOfType(AlmonerException.BadAnswer.class).isThrownBy(() -> read(items));
    }

    @Test
    void aPageThatWasNotAskedForIsRefused() {
        var items = new PageIterator<>(_ -> pageOf(5, 3));

        assertThatExceptionOfType(AlmonerException.BadAnswer.class).isThrownBy(items::hasNext);
    }

    private Page<Integer> pageOf(int total, int number) {
        asked.add(number);
        var items = IntStream.rangeClosed(1, total)
                .skip((number - 1) * 2L)
                .limit(2)
                .boxed()
                .toList();
        return new Page<>(number, total, 2, items);
    }

    private static List<Integer> read(PageIterator<Integer> items) {
        var all = new ArrayList<Integer>();
        items.forEachRemaining(all::add);
        return all;
    }

    @Test
    void aListingThatGoesRoundInACircleIsGivenUp() {
        for (int round = 2; round < 40; round++) {
            int pages = round;
            asked.clear();
            var items = new PageIterator<>(number -> {
                asked.add(number);
                // The first two come once, as the way into a circle.
                int page = number <= 2 ? number : 3 + (number - 3) % pages;
                return new Page<>(number, Long.MAX_VALUE, 2, List.of(2 * page, 2 * page + 1));
            });
            assertThatExceptionOfType(AlmonerException.BadAnswer.class)
                    .as("a circle of %s pages", pages)
                    .isThrownBy(() -> read(items))
                    .withMessageContaining("again as page");
            assertThat(asked.size()).isLessThanOrEqualTo(4 * (pages + 2));
        }
    }
}
