package org.almoner.dataset.source;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FetchSizeTest {

    private final FetchSize fetch = new FetchSize();

    @Test
    void narrowRowsAreFetchedManyAtATime() {
        see(1_000, 100);
        assertThat(fetch.rows()).isEqualTo(FetchSize.MOST);
    }

    @Test
    void noMoreAreFetchedThanWereLookedAt() {
        assertThat(fetch.rows()).isEqualTo(FetchSize.FIRST);
        see(40, 100);
        assertThat(fetch.rows()).isEqualTo(40);
    }

    @Test
    void theWidestRowCountsFromThenOn() {
        see(1_000, 100);
        assertThat(fetch.isChangedBy(1 << 20)).isTrue();
        assertThat(fetch.rows()).isEqualTo(FetchSize.BYTES >> 20);
        see(1_000, 100);
        assertThat(fetch.rows()).isEqualTo(FetchSize.BYTES >> 20);
    }

    @Test
    void aRowOfAnyWidthIsFetched() {
        see(1, 1L << 40);
        assertThat(fetch.rows()).isEqualTo(1);
    }

    @Test
    void rowsWithoutValuesAreRowsToo() {
        see(1_000, 0);
        assertThat(fetch.rows()).isEqualTo(FetchSize.MOST);
    }

    private void see(int rows, long bytes) {
        for (int i = 0; i < rows; i++) {
            fetch.isChangedBy(bytes);
        }
    }
}
