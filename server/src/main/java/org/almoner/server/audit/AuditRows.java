package org.almoner.server.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.almoner.server.web.Page;
import org.almoner.server.web.Paging;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The table {@code audit}. */
final class AuditRows {

    private static final String INSERT = """
            insert into audit (id, happened_at, event, outcome, organization_id, client_id, object, detail, bytes_sent,
                address, request_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final JdbcOperations jdbc;
    private final JdbcClient client;
    private final TransactionTemplate ownTransaction;

    AuditRows(JdbcOperations jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.client = JdbcClient.create(jdbc);
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Writes one entry, in the transaction of this thread if there is one. */
    void insert(Entry entry) {
        jdbc.update(INSERT, columns(entry));
    }

    /** Writes all of them, or none, whatever becomes of the transaction of this thread. */
    void insertAll(List<Entry> entries) {
        var rows = entries.stream().map(AuditRows::columns).toList();
        ownTransaction.executeWithoutResult(_ -> jdbc.batchUpdate(INSERT, rows));
    }

    /** Writes those that are not there already, or nothing at all. */
    void insertMissing(List<Entry> entries) {
        var present = present(entries.stream().map(Entry::id).toList());
        var seen = new HashSet<>(present);
        var missing = entries.stream().filter(entry -> seen.add(entry.id())).toList();
        if (!missing.isEmpty()) {
            insertAll(missing);
        }
    }

    private Set<UUID> present(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Set.of()
                : client.sql("select id from audit where id in (:ids)")
                        .param("ids", ids)
                        .query(AuditRows::id)
                        .set();
    }

    /** The entries that match, newest first. */
    Page<Entry> page(AuditQuery query, Paging paging) {
        var conditions = query.conditions();
        var where = conditions.isEmpty()
                ? ""
                : conditions.stream()
                        .map(AuditQuery.Condition::sql)
                        .collect(Collectors.joining(" and ", " where ", ""));
        var parameters =
                conditions.stream().map(AuditQuery.Condition::parameter).toList();
        var total = client.sql("select count(*) from audit" + where)
                .params(parameters)
                .query(Long.class)
                .single();
        var paged = new ArrayList<>(parameters);
        paged.add(paging.offset());
        paged.add(paging.pageSize());
        var items = client.sql("select * from audit" + where + " order by id desc offset ? rows fetch next ? rows only")
                .params(paged)
                .query(AuditRows::entry)
                .list();
        return Page.of(paging, total, items);
    }

    /**
     * Deletes some of the entries from before a moment, oldest first.
     *
     * @return how many were deleted; fewer than the limit when none is left
     */
    int deleteBefore(Instant moment, int limit) {
        return client.sql("""
                        delete from audit where id in (
                            select id from audit where id < ? order by id fetch first ? rows only)
                        """).param(EntryIds.firstOf(moment)).param(limit).update();
    }

    private static Object[] columns(Entry entry) {
        return new Object[] {
            entry.id(),
            OffsetDateTime.ofInstant(entry.at(), ZoneOffset.UTC),
            entry.event(),
            entry.outcome().wireName(),
            entry.organizationId(),
            entry.clientId(),
            entry.object(),
            entry.detail(),
            entry.bytesSent(),
            entry.address(),
            entry.requestId()
        };
    }

    private static UUID id(ResultSet row, int number) throws SQLException {
        return row.getObject("id", UUID.class);
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getObject("id", UUID.class),
                row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                row.getString("event"),
                Outcome.of(row.getString("outcome")),
                row.getString("organization_id"),
                row.getString("client_id"),
                row.getString("object"),
                row.getString("detail"),
                row.getObject("bytes_sent", Long.class),
                row.getString("address"),
                row.getString("request_id"));
    }
}
