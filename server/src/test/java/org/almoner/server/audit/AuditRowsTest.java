package org.almoner.server.audit;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.almoner.server.TestDatabase;
import org.almoner.server.web.Paging;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class AuditRowsTest {

    private static final AuditQuery EVERYTHING = new AuditQuery(null, null, null, null, null, null);

    private final TestDatabase database;
    private final Entries entries = new Entries();
    private AuditRows rows;
    private TransactionTemplate transaction;

    AuditRowsTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        var dataSource = database.fresh();
        var transactions = new JdbcTransactionManager(dataSource);
        transaction = new TransactionTemplate(transactions);
        rows = new AuditRows(new JdbcTemplate(dataSource), transactions);
    }

    @Test
    void givesBackWhatWasWritten() {
        var at = Instant.parse("2026-11-21T12:34:56.789012Z");
        var full = new Entry(
                new EntryIds(() -> 42L).at(at),
                at,
                "transfer-ended",
                Outcome.ABORTED,
                "00000000001aa",
                "client",
                "object",
                "détail \ud83d\ude00",
                Long.MAX_VALUE,
                "2001:db8:0:0:0:0:0:1",
                "request");
        var bare = new Entry(
                new EntryIds(() -> 41L).at(at.plusSeconds(1)),
                at.plusSeconds(1),
                "keys-rotated",
                Outcome.DONE,
                null,
                null,
                "",
                "",
                null,
                null,
                "-");

        rows.insert(full);
        rows.insertAll(List.of(bare));

        assertThat(rows.page(EVERYTHING, new Paging(1, 10)).items()).containsExactly(bare, full);
    }

    @Test
    void theNewestComesFirstPageByPage() {
        var written = write(25);

        var second = rows.page(EVERYTHING, new Paging(2, 10));

        assertThat(second.total()).isEqualTo(25);
        assertThat(second.items()).containsExactlyElementsOf(written.reversed().subList(10, 20));
        assertThat(rows.page(EVERYTHING, new Paging(4, 10)).items()).isEmpty();
        assertThat(rows.page(EVERYTHING, new Paging(Long.MAX_VALUE, 1000)).items())
                .isEmpty();
    }

    @Test
    void findsByEachThingAlone() {
        var committed = entries.next("version-committed", "00000000001aa", "client-1", "icd_10-1/us-2/2026-3");
        var issued = entries.next("link-issued", "00000000002bb", "client-2", "icd_10-1/us-2/2026-3/a.zip");
        var other = entries.next("link-issued", "00000000001aa", "client-2", "icdx10-1/us-2/2026-3/a.zip");
        rows.insertAll(List.of(committed, issued, other));

        assertThat(found("00000000001aa", null, null, null)).containsExactly(other, committed);
        assertThat(found(null, "client-2", null, null)).containsExactly(other, issued);
        assertThat(found(null, null, "version-committed", null)).containsExactly(committed);
        assertThat(found(null, null, null, "icd_10-1/us-2/2026-3")).containsExactly(committed);
        assertThat(found(null, null, null, "icd_10-1/*")).containsExactly(issued, committed);
        assertThat(found("00000000001aa", "client-2", "link-issued", "*")).containsExactly(other);
        assertThat(found("00000000003cc", null, null, null)).isEmpty();
    }

    @Test
    void aSpanHoldsItsFirstMomentAndNotTheOneAfterItsLast() {
        var written = write(5);

        var query = new AuditQuery(
                null, null, null, null, written.get(1).at(), written.get(3).at());

        assertThat(rows.page(query, new Paging(1, 10)).items()).containsExactly(written.get(2), written.get(1));
    }

    @Test
    void aGroupIsWrittenWholeOrNotAtAll() {
        var group = Stream.generate(entries::next).limit(3).toList();
        rows.insert(group.get(2));

        assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> rows.insertAll(group));
        assertThat(rows.page(EVERYTHING, new Paging(1, 10)).items()).containsExactly(group.get(2));
    }

    @Test
    void whatIsMissingIsWrittenOnceHoweverOftenItComes() {
        var group = Stream.generate(entries::next).limit(3).toList();
        rows.insert(group.get(1));

        rows.insertMissing(Stream.concat(group.stream(), group.stream()).toList());
        rows.insertMissing(group);

        assertThat(rows.page(EVERYTHING, new Paging(1, 10)).items()).containsExactlyElementsOf(group.reversed());
    }

    @Test
    void oneEntryFollowsItsTransactionAndAGroupDoesNot() {
        transaction.executeWithoutResult(status -> {
            rows.insert(entries.next("product-added", "00000000001aa", "client-1", "rolled back"));
            rows.insertAll(List.of(entries.next("link-issued", "00000000001aa", "client-1", "stays")));
            status.setRollbackOnly();
        });

        assertThat(rows.page(EVERYTHING, new Paging(1, 10)).items())
                .extracting(Entry::object)
                .containsExactly("stays");
    }

    @Test
    void theOldestAreDeletedSoManyAtATime() {
        var written = write(10);
        var moment = written.get(7).at();

        assertThat(rows.deleteBefore(moment, 5)).isEqualTo(5);
        assertThat(rows.deleteBefore(moment, 5)).isEqualTo(2);
        assertThat(rows.page(EVERYTHING, new Paging(1, 10)).items())
                .containsExactlyElementsOf(written.subList(7, 10).reversed());
    }

    private List<Entry> found(
            @Nullable String organization, @Nullable String client, @Nullable String event, @Nullable String object) {
        return rows.page(new AuditQuery(organization, client, event, object, null, null), new Paging(1, 10))
                .items();
    }

    private List<Entry> write(int count) {
        var written = IntStream.range(0, count).mapToObj(_ -> entries.next()).toList();
        rows.insertAll(written);
        return written;
    }
}
