package org.almoner.server.syndication;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.almoner.server.sql.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of feeds. */
@Repository
class Feeds {

    private final JdbcClient jdbc;

    Feeds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Feed feed) {
        jdbc.sql("""
                        insert into feed (id, population_id, extract_type, dataset_type, dataset_version, cron, time_zone,
                            next_run_at, created_at)
                        values (:id, :population, :type, :dataset, :version, :cron, :zone, :next, :now)
                        """)
                .param("id", feed.id())
                .param("population", feed.populationId())
                .param("type", feed.type().name())
                .param("dataset", feed.dataSet().type())
                .param("version", feed.dataSet().version())
                .param("cron", feed.cron().text())
                .param("zone", feed.cron().zone().getId())
                .param("next", Sql.nullableTime(feed.nextRunAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("now", Sql.time(feed.createdAt()))
                .update();
    }

    /** @param next null to pause the feed */
    void planNext(UUID id, @Nullable Instant next) {
        jdbc.sql("update feed set next_run_at = :next where id = :id")
                .param("id", id)
                .param("next", Sql.nullableTime(next), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from feed where id = :id").param("id", id).update();
    }

    void deleteOf(UUID population) {
        jdbc.sql("delete from feed where population_id = :population")
                .param("population", population)
                .update();
    }

    Optional<Feed> find(UUID population, UUID id) {
        return jdbc.sql("select f.* from feed f where f.id = :id and f.population_id = :population")
                .param("id", id)
                .param("population", population)
                .query(Feeds::row)
                .optional();
    }

    List<Feed> of(UUID population) {
        return jdbc.sql("select f.* from feed f where f.population_id = :population order by f.created_at, f.id")
                .param("population", population)
                .query(Feeds::row)
                .list();
    }

    /** Those that should have run by now. */
    List<Feed> due(Instant now) {
        return jdbc.sql("select f.* from feed f where f.next_run_at <= :now order by f.next_run_at, f.id")
                .param("now", Sql.time(now))
                .query(Feeds::row)
                .list();
    }

    private static Feed row(ResultSet row, int number) throws SQLException {
        return new Feed(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "population_id"),
                ExtractType.valueOf(row.getString("extract_type")),
                new DataSet(row.getString("dataset_type"), row.getString("dataset_version")),
                new Cron(row.getString("cron"), ZoneId.of(row.getString("time_zone"))),
                Sql.nullableInstant(row, "next_run_at"),
                Sql.instant(row, "created_at"));
    }
}
