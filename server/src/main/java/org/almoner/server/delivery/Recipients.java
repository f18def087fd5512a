package org.almoner.server.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.almoner.server.sql.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of recipients of whom there is something to say. Whoever changes it and deliveries in one transaction changes it first. */
final class Recipients {

    private final JdbcClient jdbc;

    Recipients(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How it goes with some recipients; those of whom there is nothing to say are fine and not in the answer. */
    Map<UUID, Health> troubled(Collection<UUID> recipients) {
        var found = new HashMap<UUID, Health>();
        jdbc.sql("""
                        select id, failing_since, last_failure, paused_at, pause_reason from delivery_recipient
                        where id = any(:ids) and (failing_since is not null or paused_at is not null)
                        """).param("ids", Sql.uuids(recipients)).query(row -> {
            found.put(row.getObject("id", UUID.class), health(row));
        });
        return found;
    }

    private static Health health(ResultSet row) throws SQLException {
        var paused = Sql.nullableInstant(row, "paused_at");
        return paused == null
                ? new Health.Failing(Sql.instant(row, "failing_since"), row.getString("last_failure"))
                : new Health.Paused(paused, row.getString("pause_reason"));
    }

    /** Notes that something was delivered. */
    void succeeded(Collection<UUID> recipients) {
        if (!recipients.isEmpty()) {
            jdbc.sql("""
                            update delivery_recipient set failing_since = null, last_failure = null
                            where id = any(:ids) and failing_since is not null
                            """).param("ids", Sql.uuids(recipients)).update();
        }
    }

    /** Notes that a try failed. */
    void failed(UUID recipient, Instant at, String why) {
        jdbc.sql("""
                        merge into delivery_recipient r
                        using (values (cast(:id as uuid))) as f (id) on r.id = f.id
                        when matched then update set
                            failing_since = coalesce(r.failing_since, cast(:at as timestamp(6) with time zone)), last_failure = :why
                        when not matched then insert (id, failing_since, last_failure)
                            values (f.id, cast(:at as timestamp(6) with time zone), :why)
                        """)
                .param("id", recipient)
                .param("at", Sql.time(at))
                .param("why", why)
                .update();
    }

    /**
     * Pauses those of some recipients that have been failing since a moment or longer.
     *
     * @return which
     */
    List<UUID> pauseLongFailing(Collection<UUID> recipients, Instant since, Instant now, String why) {
        var failing = jdbc.sql("""
                        select id from delivery_recipient
                        where id = any(:ids) and failing_since <= :since and paused_at is null
                        """)
                .param("ids", Sql.uuids(recipients))
                .param("since", Sql.time(since))
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
        return failing.stream().filter(id -> pause(id, now, why)).toList();
    }

    /** Pauses a recipient, and says whether it was not before. */
    boolean pause(UUID recipient, Instant now, String why) {
        return jdbc.sql("""
                        merge into delivery_recipient r
                        using (values (cast(:id as uuid))) as p (id) on r.id = p.id
                        when matched and r.paused_at is null then update set
                            paused_at = cast(:now as timestamp(6) with time zone), pause_reason = :why
                        when not matched then insert (id, paused_at, pause_reason)
                            values (p.id, cast(:now as timestamp(6) with time zone), :why)
                        """)
                        .param("id", recipient)
                        .param("now", Sql.time(now))
                        .param("why", why)
                        .update()
                > 0;
    }

    /** Ends a pause, and says whether there was one. It fails from now on, if at all: what was before led to the pause that is over. */
    boolean resume(UUID recipient) {
        return jdbc.sql("""
                        update delivery_recipient
                        set paused_at = null, pause_reason = null, failing_since = null, last_failure = null
                        where id = :id and paused_at is not null
                        """).param("id", recipient).update() > 0;
    }

    void forget(Collection<UUID> recipients) {
        jdbc.sql("delete from delivery_recipient where id = any(:ids)")
                .param("ids", Sql.uuids(recipients))
                .update();
    }

    /** Forgets those of whom there is nothing to say any more: turns that are long over. */
    int forgetFine(Instant now) {
        return jdbc.sql("""
                        delete from delivery_recipient
                        where failing_since is null and paused_at is null and (next_turn is null or next_turn < :now)
                        """).param("now", Sql.time(now)).update();
    }

    /**
     * Takes turns at a throttled recipient, one after the other and none before now, in the transaction of the caller.
     *
     * @param every how long it is from one to the next
     * @return the first
     */
    Instant takeTurns(UUID recipient, int count, Duration every, Instant now) {
        jdbc.sql("""
                        merge into delivery_recipient r
                        using (values (cast(:id as uuid))) as t (id) on r.id = t.id
                        when not matched then insert (id) values (t.id)
                        """).param("id", recipient).update();
        var next = jdbc.sql("select next_turn from delivery_recipient where id = :id for update")
                .param("id", recipient)
                .query((row, _) -> Optional.ofNullable(Sql.nullableInstant(row, "next_turn")))
                .single();
        var first = next.filter(now::isBefore).orElse(now);
        jdbc.sql("update delivery_recipient set next_turn = :next where id = :id")
                .param("next", Sql.time(first.plus(every.multipliedBy(count))))
                .param("id", recipient)
                .update();
        return first;
    }

    /** How many are paused. */
    long paused() {
        return jdbc.sql("select count(*) from delivery_recipient where paused_at is not null")
                .query(Long.class)
                .single();
    }
}
