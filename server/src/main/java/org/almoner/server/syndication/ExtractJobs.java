package org.almoner.server.syndication;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.almoner.server.access.OrganizationId;
import org.almoner.server.sql.Sql;
import org.almoner.server.storage.UploadId;
import org.almoner.server.syndication.Job.Asked;
import org.almoner.server.syndication.Job.Leftovers;
import org.almoner.server.syndication.Job.Work;
import org.almoner.server.syndication.ProgressListener.Progress;
import org.almoner.server.web.Page;
import org.almoner.server.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of jobs. */
@Repository
class ExtractJobs {

    /** What a running attempt may write, and no other. */
    private static final String MINE = " where id = :id and state = 'running' and attempt = :attempt";

    private final JdbcClient jdbc;

    ExtractJobs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Puts a job behind the others of its population. */
    void add(UUID id, UUID population, Asked asked, Work work) {
        var build = work instanceof Work.Build it ? it : null;
        var taken = work instanceof Work.Import it ? it : null;
        jdbc.sql("""
                        insert into extract_job (id, population_id, feed_id, asked_by_organization, asked_by, asked_at,
                            extract_type, dataset_type, dataset_version, import_key, import_name,
                            state, attempt, crashes, row_count, bytes_read, updated_at)
                        values (:id, :population, :feed, :organization, :client, :now,
                            :type, :dataset, :version, :key, :name,
                            'queued', 0, 0, 0, 0, :now)
                        """)
                .param("id", id)
                .param("population", population)
                .param("feed", asked.feedId(), Types.OTHER)
                .param("organization", asked.organization())
                .param("client", asked.clientId(), Types.VARCHAR)
                .param("now", Sql.time(asked.at()))
                .param("type", build == null ? null : build.type().name(), Types.VARCHAR)
                .param("dataset", build == null ? null : build.dataSet().type(), Types.VARCHAR)
                .param("version", build == null ? null : build.dataSet().version(), Types.VARCHAR)
                .param("key", taken == null ? null : taken.archive().value(), Types.VARCHAR)
                .param("name", taken == null ? null : taken.fileName(), Types.VARCHAR)
                .update();
    }

    Optional<Job> find(UUID id) {
        return jdbc.sql("select j.* from extract_job j where j.id = :id")
                .param("id", id)
                .query(ExtractJobs::row)
                .optional();
    }

    /** All jobs of a population that have not ended, in the order in which they were asked for. */
    List<Job> open(UUID population) {
        return jdbc.sql("""
                        select j.* from extract_job j
                        where j.population_id = :population and j.state in ('queued', 'running')
                        order by j.asked_at, j.id
                        """)
                .param("population", population)
                .query(ExtractJobs::row)
                .list();
    }

    /** Whether a feed has asked for something that has not ended. */
    boolean isOpen(UUID feed) {
        return jdbc.sql(
                                "select count(*) from extract_job j where j.feed_id = :feed and j.state in ('queued', 'running')")
                        .param("feed", feed)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /**
     * A page of jobs, newest first.
     *
     * @param organization whose populations'; null for everybody's
     * @param population of which population; null for all
     * @param state null for all
     */
    Page<Job> page(
            @Nullable OrganizationId organization, @Nullable UUID population, @Nullable JobState state, Paging paging) {
        var condition = " from extract_job j where 1 = 1"
                + (organization == null
                        ? ""
                        : " and j.population_id in (select p.id from population p where p.organization_id = :organization)")
                + (population == null ? "" : " and j.population_id = :population")
                + (state == null ? "" : " and j.state = :state");
        var parameters = new HashMap<String, Object>();
        if (organization != null) {
            parameters.put("organization", organization.value());
        }
        if (population != null) {
            parameters.put("population", population);
        }
        if (state != null) {
            parameters.put("state", state.wireName());
        }
        var total = jdbc.sql("select count(*)" + condition)
                .params(parameters)
                .query(Long.class)
                .single();
        return Page.of(
                paging,
                total,
                jdbc.sql(
                                "select j.*" + condition
                                        + " order by j.asked_at desc, j.id desc offset :offset rows fetch first :size rows only")
                        .params(parameters)
                        .param("offset", paging.offset())
                        .param("size", paging.pageSize())
                        .query(ExtractJobs::row)
                        .list());
    }

    /**
     * Begins a job, or begins it again after the server went down with it. What the attempt before it might still want to write is not
     * heard any more.
     *
     * @throws DuplicateKeyException if another job of the population is running, on whatever node
     */
    void begin(UUID id, Instant now) {
        jdbc.sql("""
                        update extract_job set running_population = population_id, attempt = attempt + 1,
                            crashes = crashes + case state when 'running' then 1 else 0 end,
                            state = 'running', row_count = 0, bytes_read = 0, bytes_total = null,
                            started_at = :now, updated_at = :now, expected_end_at = null,
                            index_key = null, index_upload_id = null, archive_upload_id = null
                        where id = :id and state in ('queued', 'running')
                        """).param("id", id).param("now", Sql.time(now)).update();
    }

    /** How far an attempt is; does nothing if it is not the running one. */
    void progress(UUID id, int attempt, Progress progress, @Nullable Instant expectedEnd, Instant now) {
        jdbc.sql("""
                        update extract_job set row_count = :rows, bytes_read = :read, bytes_total = :total,
                            expected_end_at = :expected, updated_at = :now
                        """ + MINE)
                .param("id", id)
                .param("attempt", attempt)
                .param("rows", progress.rows())
                .param("read", progress.bytesRead())
                .param("total", progress.bytesTotal(), Types.BIGINT)
                .param("expected", Sql.nullableTime(expectedEnd), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("now", Sql.time(now))
                .update();
    }

    /**
     * Notes what an attempt has in the store.
     *
     * @return whether it is the running one
     */
    boolean keep(UUID id, int attempt, Leftovers leftovers) {
        return jdbc.sql("""
                                update extract_job set index_key = :index, index_upload_id = :index_upload,
                                    archive_upload_id = :archive_upload
                                """ + MINE)
                        .param("id", id)
                        .param("attempt", attempt)
                        .param(
                                "index",
                                leftovers.index() == null
                                        ? null
                                        : leftovers.index().value(),
                                Types.VARCHAR)
                        .param("index_upload", value(leftovers.indexUpload()), Types.OTHER)
                        .param("archive_upload", value(leftovers.archiveUpload()), Types.OTHER)
                        .update()
                > 0;
    }

    private static @Nullable UUID value(@Nullable UploadId upload) {
        return upload == null ? null : upload.value();
    }

    /** Puts a running job back to where it was, for the server that comes after this one. */
    void requeue(UUID id, int attempt, Instant now) {
        jdbc.sql("update extract_job set state = 'queued', running_population = null, updated_at = :now" + MINE)
                .param("id", id)
                .param("attempt", attempt)
                .param("now", Sql.time(now))
                .update();
    }

    /** Whether it is this call that asked. */
    boolean askToCancel(UUID id, Instant now) {
        return jdbc.sql("""
                                update extract_job set cancel_asked_at = :now
                                where id = :id and state in ('queued', 'running') and cancel_asked_at is null
                                """).param("id", id).param("now", Sql.time(now)).update() > 0;
    }

    void done(UUID id, long extract, Instant now) {
        end(id, JobState.DONE, null, extract, now);
    }

    void failed(UUID id, String message, Instant now) {
        end(id, JobState.FAILED, message, null, now);
    }

    void cancelled(UUID id, Instant now) {
        end(id, JobState.CANCELLED, null, null, now);
    }

    private void end(UUID id, JobState state, @Nullable String message, @Nullable Long extract, Instant now) {
        jdbc.sql("""
                        update extract_job set state = :state, running_population = null, message = :message,
                            extract_id = :extract, ended_at = :now, updated_at = :now, expected_end_at = null,
                            index_key = null, index_upload_id = null, archive_upload_id = null
                        where id = :id and state in ('queued', 'running')
                        """)
                .param("id", id)
                .param("state", state.wireName())
                .param("message", message, Types.VARCHAR)
                .param("extract", extract, Types.BIGINT)
                .param("now", Sql.time(now))
                .update();
    }

    /** Deletes all jobs of a population. */
    void deleteOf(UUID population) {
        jdbc.sql("delete from extract_job where population_id = :population")
                .param("population", population)
                .update();
    }

    private static Job row(ResultSet row, int number) throws SQLException {
        return new Job(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "population_id"),
                new Asked(
                        row.getString("asked_by_organization"),
                        Sql.nullableText(row, "asked_by"),
                        Sql.nullableUuid(row, "feed_id"),
                        Sql.instant(row, "asked_at")),
                work(row),
                JobState.of(row.getString("state")),
                row.getInt("attempt"),
                row.getInt("crashes"),
                new Progress(row.getLong("row_count"), row.getLong("bytes_read"), Sql.nullableLong(row, "bytes_total")),
                Sql.nullableInstant(row, "started_at"),
                Sql.instant(row, "updated_at"),
                Sql.nullableInstant(row, "expected_end_at"),
                Sql.nullableInstant(row, "ended_at"),
                Sql.nullableInstant(row, "cancel_asked_at"),
                Sql.nullableText(row, "message"),
                Sql.nullableLong(row, "extract_id"),
                new Leftovers(
                        StoreColumns.nullableKey(row, "index_key"),
                        StoreColumns.nullableUpload(row, "index_upload_id"),
                        StoreColumns.nullableUpload(row, "archive_upload_id")));
    }

    private static Work work(ResultSet row) throws SQLException {
        var type = Sql.nullableText(row, "extract_type");
        return type == null
                ? new Work.Import(
                        Objects.requireNonNull(StoreColumns.nullableKey(row, "import_key")),
                        row.getString("import_name"))
                : new Work.Build(
                        ExtractType.valueOf(type),
                        new DataSet(row.getString("dataset_type"), row.getString("dataset_version")));
    }
}
