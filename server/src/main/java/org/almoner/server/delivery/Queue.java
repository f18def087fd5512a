package org.almoner.server.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.almoner.server.sql.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables of deliveries and attempts, as those who work on them see them.
 *
 * <p>A node that is at a delivery has moved its due time to the end of its lease: until then nobody finds it due, and after it everybody does, without a
 * look at who is alive. What comes of a try counts only while the lease is the delivery's own.
 */
final class Queue {

    private static final int AT_ONCE = 1_000;
    private static final int MOMENT = Types.TIMESTAMP_WITH_TIMEZONE;

    private final JdbcOperations jdbc;
    private final JdbcClient client;

    Queue(JdbcOperations jdbc) {
        this.jdbc = jdbc;
        this.client = JdbcClient.create(jdbc);
    }

    /** Queues what is not there yet. */
    void add(Collection<NewDelivery> some, Instant now) {
        var list = List.copyOf(some);
        for (int from = 0; from < list.size(); from += AT_ONCE) {
            var piece = list.subList(from, Math.min(list.size(), from + AT_ONCE));
            client.sql("""
                            insert into delivery (recipient_id, message_id, state, queued_at, due)
                            select n.recipient_id, n.message_id, case when r.paused_at is null then 'WAITING' else 'HELD' end,
                                cast(:now as timestamp(6) with time zone), n.due
                            from unnest(cast(:recipients as uuid array), cast(:messages as uuid array),
                                    cast(:dues as timestamp(6) with time zone array)) as n (recipient_id, message_id, due)
                                left join delivery_recipient r on r.id = n.recipient_id
                            where not exists (
                                select 1 from delivery d where d.recipient_id = n.recipient_id and d.message_id = n.message_id)
                            """)
                    .param("now", Sql.time(now))
                    .param(
                            "recipients",
                            Sql.uuids(piece.stream().map(NewDelivery::recipient).toList()))
                    .param(
                            "messages",
                            Sql.uuids(piece.stream().map(NewDelivery::message).toList()))
                    .param(
                            "dues",
                            Sql.moments(piece.stream().map(NewDelivery::due).toList()))
                    .update();
        }
    }

    /** Takes what is due, the longest due first, in the transaction of the caller, leaving aside what others are taking. */
    List<Claimed> claim(int most, Instant now, UUID lease, Instant until) {
        var claimed = client.sql("""
                        select id, recipient_id, message_id, retries, attempts, turn from delivery
                        where state = 'WAITING' and due <= :now
                        order by due fetch first :most rows only for update skip locked
                        """)
                .param("now", Sql.time(now))
                .param("most", most)
                .query((row, _) -> claimed(row, lease, until))
                .list();
        if (!claimed.isEmpty()) {
            client.sql("update delivery set lease = :lease, due = :until where id = any(:ids)")
                    .param("lease", lease)
                    .param("until", Sql.time(until))
                    .param("ids", ids(claimed))
                    .update();
        }
        return claimed;
    }

    private static Claimed claimed(ResultSet row, UUID lease, Instant until) throws SQLException {
        return new Claimed(
                row.getLong("id"),
                new Letters.Key(row.getObject("recipient_id", UUID.class), row.getObject("message_id", UUID.class)),
                row.getInt("retries"),
                row.getInt("attempts"),
                Optional.ofNullable(Sql.nullableInstant(row, "turn")),
                lease,
                until);
    }

    private static SqlTypeValue ids(Collection<Claimed> claimed) {
        return Sql.bigints(claimed.stream().map(Claimed::id).toList());
    }

    /** Gives deliveries back untried, for a later time. */
    void giveBack(Collection<Claimed> some, Instant due) {
        batch(
                """
                update delivery set lease = null, due = ?, turn = null where id = ? and lease = ?
                """,
                some.stream()
                        .sorted(Comparator.comparingLong(Claimed::id))
                        .map(one -> new Object[] {Sql.time(due), one.id(), one.lease()})
                        .toList(),
                MOMENT,
                Types.BIGINT,
                Types.OTHER);
    }

    /** Gives deliveries back until their turns at a throttled recipient. */
    void giveBackUntilTurn(Map<Claimed, Instant> turns) {
        batch(
                """
                update delivery set lease = null, due = ?, turn = ? where id = ? and lease = ?
                """,
                turns.entrySet().stream()
                        .map(turn -> new Object[] {
                            Sql.time(turn.getValue()),
                            Sql.time(turn.getValue()),
                            turn.getKey().id(),
                            turn.getKey().lease()
                        })
                        .toList(),
                MOMENT,
                MOMENT,
                Types.BIGINT,
                Types.OTHER);
    }

    /** Puts off everything of some recipients that is due. */
    void putOff(Collection<UUID> recipients, Instant now, Instant until) {
        batch(
                "update delivery set due = ?, lease = null where recipient_id = ? and state = 'WAITING' and due <= ?",
                recipients.stream()
                        .map(recipient -> new Object[] {Sql.time(until), recipient, Sql.time(now)})
                        .toList(),
                MOMENT,
                Types.OTHER,
                MOMENT);
    }

    /** Drops what is no longer wanted. */
    void drop(Collection<Claimed> some) {
        batch(
                "delete from delivery where id = ? and lease = ?",
                some.stream().map(one -> new Object[] {one.id(), one.lease()}).toList(),
                Types.BIGINT,
                Types.OTHER);
    }

    /** Holds what was taken of recipients that are paused. */
    void hold(Collection<Claimed> some) {
        batch(
                "update delivery set state = 'HELD', lease = null, turn = null where id = ? and lease = ?",
                some.stream().map(one -> new Object[] {one.id(), one.lease()}).toList(),
                Types.BIGINT,
                Types.OTHER);
    }

    /** Holds all that waits of a recipient; a try under way goes on. */
    void holdAll(UUID recipient) {
        client.sql("""
                        update delivery set state = 'HELD', turn = null
                        where recipient_id = :recipient and state = 'WAITING' and lease is null
                        """).param("recipient", recipient).update();
    }

    /** Makes due what is held of a recipient. */
    void releaseAll(UUID recipient, Instant now) {
        client.sql(
                        "update delivery set state = 'WAITING', due = :now where recipient_id = :recipient and state = 'HELD'")
                .param("recipient", recipient)
                .param("now", Sql.time(now))
                .update();
    }

    /** A delivery that ended. */
    record Ended(long id, UUID message) {}

    /**
     * Deliveries to a recipient that ended in one of some states, in the order of their ids.
     *
     * @param since no delivery that ended before it
     * @param last the id of the last one that is known already; 0 for none
     */
    List<Ended> ended(UUID recipient, Set<DeliveryState> states, Instant since, long last, int most) {
        return client.sql("""
                        select id, message_id from delivery
                        where recipient_id = :recipient and state in (:states) and ended_at >= :since and id > :last
                        order by id fetch first :most rows only
                        """)
                .param("recipient", recipient)
                .param("states", states.stream().map(Enum::name).toList())
                .param("since", Sql.time(since))
                .param("last", last)
                .param("most", most)
                .query((row, _) -> new Ended(row.getLong("id"), row.getObject("message_id", UUID.class)))
                .list();
    }

    /**
     * Makes due again what ended.
     *
     * @return how many deliveries; one that is due already does not count
     */
    int replay(Collection<Ended> some, Instant now) {
        return client.sql("""
                        update delivery set
                            state = case when exists (
                                    select 1 from delivery_recipient r where r.id = delivery.recipient_id and r.paused_at is not null)
                                then 'HELD' else 'WAITING' end,
                            due = :now, retries = 0, turn = null, lease = null, ended_at = null
                        where id = any(:ids) and state in ('DELIVERED', 'DEAD')
                        """)
                .param("now", Sql.time(now))
                .param("ids", Sql.bigints(some.stream().map(Ended::id).toList()))
                .update();
    }

    void forget(Collection<UUID> recipients) {
        client.sql("delete from delivery where recipient_id = any(:recipients)")
                .param("recipients", Sql.uuids(recipients))
                .update();
    }

    /** Writes down tries, in the transaction of the caller. One whose lease is not the delivery's any more changes nothing. */
    void record(Collection<Tried> tries) {
        var sorted = tries.stream()
                .sorted(Comparator.comparingLong(tried -> tried.delivery().id()))
                .toList();
        var counts = batch(
                """
                update delivery set
                    state = case when ? = 'WAITING' and exists (
                            select 1 from delivery_recipient r where r.id = delivery.recipient_id and r.paused_at is not null)
                        then 'HELD' else ? end,
                    due = ?, ended_at = ?, retries = retries + ?, attempts = attempts + 1, lease = null, turn = null
                where id = ? and lease = ?
                """,
                sorted.stream().map(Queue::update).toList(),
                Types.VARCHAR,
                Types.VARCHAR,
                MOMENT,
                MOMENT,
                Types.INTEGER,
                Types.BIGINT,
                Types.OTHER);
        var counted = new ArrayList<Object[]>(sorted.size());
        for (int index = 0; index < sorted.size(); index++) {
            if (counts[index] == 1) {
                counted.add(attempt(sorted.get(index)));
            }
        }
        batch(
                """
                insert into delivery_attempt (delivery_id, number, begun_at, took_ms, status, first_bytes, reason)
                values (?, ?, ?, ?, ?, ?, ?)
                """,
                counted,
                Types.BIGINT,
                Types.INTEGER,
                MOMENT,
                Types.INTEGER,
                Types.INTEGER,
                Types.VARCHAR,
                Types.VARCHAR);
    }

    private static Object[] update(Tried tried) {
        var ended = Sql.time(tried.endedAt());
        var state = switch (tried.next()) {
            case Tried.Next.Done _ -> "DELIVERED";
            case Tried.Next.Dead _ -> "DEAD";
            case Tried.Next.Again _ -> "WAITING";
        };
        var due = switch (tried.next()) {
            case Tried.Next.Done _, Tried.Next.Dead _ -> ended;
            case Tried.Next.Again(var moment) -> Sql.time(moment);
        };
        return new Object[] {
            state,
            state,
            due,
            state.equals("WAITING") ? null : ended,
            tried.failure().isPresent() ? 1 : 0,
            tried.delivery().id(),
            tried.delivery().lease()
        };
    }

    private static Object[] attempt(Tried tried) {
        var attempt = tried.attempt();
        var row = new ArrayList<@Nullable Object>(List.of(
                tried.delivery().id(),
                tried.delivery().attempts() + 1,
                Sql.time(attempt.at()),
                Math.toIntExact(attempt.took().toMillis())));
        switch (attempt.result()) {
            case Attempt.Answered(var status, var firstBytes) -> {
                row.add(status);
                row.add(firstBytes);
                row.add(null);
            }
            case Attempt.NoAnswer(var reason) -> {
                row.add(null);
                row.add(null);
                row.add(reason);
            }
        }
        return row.toArray();
    }

    /** With its types, since PostgreSQL's driver would prepare the statement anew at every row where a null takes the place of a value. */
    private int[] batch(String sql, List<Object[]> rows, int... types) {
        return rows.isEmpty() ? new int[0] : jdbc.batchUpdate(sql, rows, types);
    }

    /** Forgets what ended in a state before a moment, with its attempts. */
    int forgetEnded(DeliveryState state, Instant before, int most) {
        return client.sql("""
                        delete from delivery where id in (
                            select id from delivery where state = :state and due < :before
                            order by due fetch first :most rows only)
                        """)
                .param("state", state.name())
                .param("before", Sql.time(before))
                .param("most", most)
                .update();
    }

    /** When something is due next, after what is being tried now. */
    Optional<Instant> nextDue() {
        return client.sql("select due from delivery where state = 'WAITING' order by due fetch first 1 rows only")
                .query((row, _) -> Sql.instant(row, "due"))
                .optional();
    }

    /** How many deliveries are due and not tried yet, by a moment; counted up to a bound. */
    long due(Instant now, int most) {
        return client.sql("""
                        select count(*) from (
                            select id from delivery where state = 'WAITING' and due <= :now fetch first :most rows only) as d
                        """)
                .param("now", Sql.time(now))
                .param("most", most)
                .query(Long.class)
                .single();
    }
}
