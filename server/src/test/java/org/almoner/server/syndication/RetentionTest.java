package org.almoner.server.syndication;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.almoner.server.access.OrganizationId;
import org.almoner.server.storage.ObjectKey;
import org.almoner.server.storage.Sha256;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Old extracts expire, but never what somebody needs who starts now. */
class RetentionTest {

    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    private final List<Extract> all = new ArrayList<>();

    @Test
    void withoutSettingsNothingExpires() {
        complete(900);
        incremental(800);
        assertThat(expired(0, 0, null)).isEmpty();
    }

    @Test
    void ofEachTypeTheNewestAreKept() {
        complete(9);
        complete(8);
        complete(7);
        complete(6);
        assertThat(expired(2, 0, null)).containsExactly(1L, 2L);
    }

    @Test
    void whatIsTooOldExpires() {
        complete(40);
        complete(31);
        complete(30);
        complete(1);
        assertThat(expired(0, 0, Duration.ofDays(30))).containsExactly(1L, 2L);
    }

    @Test
    void theChainOfTheNewestIncrementalStays() {
        complete(50);
        incremental(49);
        complete(40);
        incremental(39);
        incremental(38);
        assertThat(expired(1, 1, Duration.ofDays(7))).containsExactly(1L, 2L);
    }

    @Test
    void theChainStaysWhenACompleteHasFollowed() {
        complete(50);
        incremental(49);
        incremental(48);
        complete(1);
        assertThat(expired(1, 1, Duration.ofDays(7))).isEmpty();
    }

    @Test
    void theNewestStaysHoweverOldItIs() {
        complete(5_000);
        complete(4_000);
        assertThat(expired(0, 0, Duration.ofDays(1))).containsExactly(1L);
    }

    @Test
    void whatWasWithdrawnCountsForNothing() {
        complete(4);
        complete(3);
        var last = all.removeLast();
        all.add(new Extract(
                last.id(),
                last.populationId(),
                last.organization(),
                last.type(),
                last.dataSet(),
                last.extractTime(),
                last.releasedAt(),
                0,
                last.sha256(),
                last.fileName(),
                null,
                0,
                0,
                last.object(),
                null,
                new Extract.Withdrawal(NOW, "Wrong")));
        complete(2);
        assertThat(expired(2, 0, null)).isEmpty();
        assertThat(expired(1, 0, null)).containsExactly(1L);
    }

    @Test
    void dataSetsDoNotCountForEachOther() {
        complete(4);
        add(ExtractType.COMPLETE, 3, null, new DataSet("OTHER", "1.0.0"));
        assertThat(expired(1, 1, null)).isEmpty();
    }

    private List<Long> expired(int complete, int incremental, @Nullable Duration age) {
        return new Retention(new SyndicationSettings.Retention(complete, incremental, age, Duration.ZERO))
                .expired(all, NOW).stream().map(Extract::id).toList();
    }

    private void complete(int daysAgo) {
        add(ExtractType.COMPLETE, daysAgo, null, FakeEngine.LONG_REC);
    }

    /** Based on the one before it. */
    private void incremental(int daysAgo) {
        add(ExtractType.INCREMENTAL, daysAgo, all.getLast().id(), FakeEngine.LONG_REC);
    }

    private void add(ExtractType type, int daysAgo, @Nullable Long base, DataSet dataSet) {
        var id = all.size() + 1L;
        var at = NOW.minus(Duration.ofDays(daysAgo));
        all.add(new Extract(
                id,
                new UUID(0, 1),
                new OrganizationId("00393482300wD"),
                type,
                dataSet,
                at,
                at,
                0,
                new Sha256("0".repeat(64)),
                "extract " + id,
                base,
                0,
                0,
                new ObjectKey("%032x".formatted(id)),
                null,
                null));
    }
}
