package org.almoner.server.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.almoner.server.sql.Sql;
import org.almoner.server.web.Page;
import org.almoner.server.web.Paging;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of deliveries and attempts, as those who ask how it goes see them. */
final class Reports {

    private final JdbcClient jdbc;

    Reports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What was and is to be delivered to a recipient, in one of some states, the newest first. */
    Page<DeliveryReport> of(UUID recipient, Set<DeliveryState> states, Paging paging) {
        if (states.isEmpty()) {
            return Page.of(paging, 0, List.of());
        }
        var names = states.stream().map(Enum::name).toList();
        var total = jdbc.sql("select count(*) from delivery where recipient_id = :recipient and state in (:states)")
                .param("recipient", recipient)
                .param("states", names)
                .query(Long.class)
                .single();
        var deliveries = jdbc.sql("""
                        select id, message_id, state, queued_at, due, ended_at from delivery
                        where recipient_id = :recipient and state in (:states)
                        order by queued_at desc, id desc offset :offset rows fetch first :count rows only
                        """)
                .param("recipient", recipient)
                .param("states", names)
                .param("offset", paging.offset())
                .param("count", paging.pageSize())
                .query((row, _) -> delivery(row))
                .list();
        var attempts = attempts(deliveries.stream().map(Delivery::id).toList());
        return Page.of(
                paging,
                total,
                deliveries.stream()
                        .map(delivery -> delivery.report(attempts.getOrDefault(delivery.id(), List.of())))
                        .toList());
    }

    private record Delivery(
            long id,
            UUID message,
            DeliveryState state,
            Instant queuedAt,
            Optional<Instant> nextTry,
            Optional<Instant> endedAt) {

        private DeliveryReport report(List<Attempt> attempts) {
            return new DeliveryReport(message, state, queuedAt, nextTry, endedAt, attempts);
        }
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        var state = DeliveryState.valueOf(row.getString("state"));
        return new Delivery(
                row.getLong("id"),
                Sql.uuid(row, "message_id"),
                state,
                Sql.instant(row, "queued_at"),
                state == DeliveryState.WAITING ? Optional.of(Sql.instant(row, "due")) : Optional.empty(),
                Optional.ofNullable(Sql.nullableInstant(row, "ended_at")));
    }

    private Map<Long, List<Attempt>> attempts(Collection<Long> deliveries) {
        var attempts = new HashMap<Long, List<Attempt>>();
        jdbc.sql("""
                        select delivery_id, begun_at, took_ms, status, first_bytes, reason from delivery_attempt
                        where delivery_id = any(:ids) order by delivery_id, number
                        """).param("ids", Sql.bigints(deliveries)).query(row -> {
            attempts.computeIfAbsent(row.getLong("delivery_id"), _ -> new ArrayList<>())
                    .add(attempt(row));
        });
        return attempts;
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        var reason = Sql.nullableText(row, "reason");
        return new Attempt(
                Sql.instant(row, "begun_at"),
                Duration.ofMillis(row.getInt("took_ms")),
                reason == null
                        ? new Attempt.Answered(row.getInt("status"), row.getString("first_bytes"))
                        : new Attempt.NoAnswer(reason));
    }
}
