package org.almoner.server.syndication;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.almoner.server.access.OrganizationId;
import org.almoner.server.sql.Sql;
import org.almoner.server.storage.Sha256;
import org.almoner.server.web.Page;
import org.almoner.server.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of extracts. */
@Repository
class Extracts {

    private static final String VISIBLE = " e.organization_id = :organization and e.withdrawn_at is null";

    private final JdbcClient jdbc;

    Extracts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds an extract under the next id; whoever adds another one waits until this transaction is over. */
    Extract add(Extract.New extract) {
        jdbc.sql("update extract_counter set newest = newest + 1 where id = 1").update();
        var id = jdbc.sql("select newest from extract_counter where id = 1")
                .query(Long.class)
                .single();
        jdbc.sql("""
                        insert into extract (id, population_id, organization_id, extract_type, dataset_type, dataset_version,
                            extract_time, released_at, size_in_bytes, sha256, file_name, base_extract_id, row_count,
                            problem_count, object_key, index_key)
                        values (:id, :population, :organization, :type, :dataset, :version, :extract_time, :released_at,
                            :size, :sha256, :file_name, :base, :rows, :problems, :object, :index)
                        """)
                .param("id", id)
                .param("population", extract.population().id())
                .param("organization", extract.population().organization().value())
                .param("type", extract.type().name())
                .param("dataset", extract.dataSet().type())
                .param("version", extract.dataSet().version())
                .param("extract_time", Sql.time(extract.extractTime()))
                .param("released_at", Sql.time(extract.releasedAt()))
                .param("size", extract.sizeInBytes())
                .param("sha256", extract.sha256().hex())
                .param("file_name", extract.fileName())
                .param("base", extract.baseId(), Types.BIGINT)
                .param("rows", extract.rows())
                .param("problems", extract.problems())
                .param("object", extract.object().value())
                .param("index", extract.index() == null ? null : extract.index().value(), Types.VARCHAR)
                .update();
        return find(id).orElseThrow();
    }

    /** The extract, if the organization is shown it. */
    Optional<Extract> visible(OrganizationId organization, long id) {
        return jdbc.sql("select e.* from extract e where e.id = :id and" + VISIBLE)
                .param("id", id)
                .param("organization", organization.value())
                .query(Extracts::row)
                .optional();
    }

    /** The first so many of those that the organization is shown and asks for, oldest first, from the query's start on. */
    List<Extract> visible(OrganizationId organization, ExtractQuery query, int count) {
        return jdbc.sql("select e.* from extract e where" + VISIBLE + conditions(query)
                        + " order by e.id offset :offset rows fetch first :count rows only")
                .params(parameters(organization, query))
                .param("offset", query.offset())
                .param("count", count)
                .query(Extracts::row)
                .list();
    }

    /** The next so many after one. */
    List<Extract> visibleAfter(OrganizationId organization, ExtractQuery query, long id, int count) {
        return jdbc.sql("select e.* from extract e where" + VISIBLE + conditions(query)
                        + " and e.id > :after order by e.id fetch first :count rows only")
                .params(parameters(organization, query))
                .param("after", id)
                .param("count", count)
                .query(Extracts::row)
                .list();
    }

    /** Whether there are more of those that are asked for than the query's limit lets through. */
    boolean isMore(OrganizationId organization, ExtractQuery query) {
        return jdbc.sql("select e.id from extract e where" + VISIBLE + conditions(query)
                        + " order by e.id offset :offset rows fetch first 1 rows only")
                .params(parameters(organization, query))
                .param("offset", query.next() - 1)
                .query(Long.class)
                .optional()
                .isPresent();
    }

    private static String conditions(ExtractQuery query) {
        return (query.type() == null ? "" : " and e.extract_type = :type")
                + (query.dataSetType() == null ? "" : " and e.dataset_type = :dataset")
                + (query.population() == null ? "" : " and e.population_id = :population")
                + (query.from() == null ? "" : " and e.released_at >= :from")
                + (query.to() == null ? "" : " and e.released_at <= :to");
    }

    private static Map<String, Object> parameters(OrganizationId organization, ExtractQuery query) {
        var parameters = new HashMap<String, Object>();
        parameters.put("organization", organization.value());
        if (query.type() != null) {
            parameters.put("type", query.type().name());
        }
        if (query.dataSetType() != null) {
            parameters.put("dataset", query.dataSetType());
        }
        if (query.population() != null) {
            parameters.put("population", query.population());
        }
        if (query.from() != null) {
            parameters.put("from", Sql.time(query.from()));
        }
        if (query.to() != null) {
            parameters.put("to", Sql.time(query.to()));
        }
        return parameters;
    }

    /** The extract, whosever it is and whether it was withdrawn or not. */
    Optional<Extract> find(long id) {
        return jdbc.sql("select e.* from extract e where e.id = :id")
                .param("id", id)
                .query(Extracts::row)
                .optional();
    }

    /** The extract of that name, withdrawn or not. */
    Optional<Extract> find(UUID population, String fileName) {
        return jdbc.sql("select e.* from extract e where e.population_id = :population and e.file_name = :name")
                .param("population", population)
                .param("name", fileName)
                .query(Extracts::row)
                .optional();
    }

    /** The population's newest extract of a data set, withdrawn or not. */
    Optional<Extract> newest(UUID population, String dataSetType) {
        return jdbc.sql("""
                        select e.* from extract e where e.population_id = :population and e.dataset_type = :dataset
                        order by e.id desc fetch first 1 rows only
                        """)
                .param("population", population)
                .param("dataset", dataSetType)
                .query(Extracts::row)
                .optional();
    }

    /** The latest moment that an extract of this kind shows. */
    Optional<Instant> latestTime(UUID population, String dataSetType, ExtractType type) {
        return jdbc.sql("""
                        select e.extract_time from extract e
                        where e.population_id = :population and e.dataset_type = :dataset and e.extract_type = :type
                        order by e.extract_time desc fetch first 1 rows only
                        """)
                .param("population", population)
                .param("dataset", dataSetType)
                .param("type", type.name())
                .query((row, _) -> Sql.instant(row, "extract_time"))
                .optional();
    }

    /** All extracts of a population, oldest first; withdrawn ones too. */
    List<Extract> of(UUID population) {
        return jdbc.sql("select e.* from extract e where e.population_id = :population order by e.id")
                .param("population", population)
                .query(Extracts::row)
                .list();
    }

    /**
     * A page of extracts, newest first; withdrawn ones too.
     *
     * @param organization whose; null for everybody's
     * @param population of which population; null for all
     */
    Page<Extract> page(@Nullable OrganizationId organization, @Nullable UUID population, Paging paging) {
        var condition = " from extract e where 1 = 1"
                + (organization == null ? "" : " and e.organization_id = :organization")
                + (population == null ? "" : " and e.population_id = :population");
        var parameters = new HashMap<String, Object>();
        if (organization != null) {
            parameters.put("organization", organization.value());
        }
        if (population != null) {
            parameters.put("population", population);
        }
        var total = jdbc.sql("select count(*)" + condition)
                .params(parameters)
                .query(Long.class)
                .single();
        return Page.of(
                paging,
                total,
                jdbc.sql("select e.*" + condition
                                + " order by e.id desc offset :offset rows fetch first :size rows only")
                        .params(parameters)
                        .param("offset", paging.offset())
                        .param("size", paging.pageSize())
                        .query(Extracts::row)
                        .list());
    }

    /** Whether it is this call that withdrew it. */
    boolean withdraw(long id, String reason, Instant now) {
        return jdbc.sql("""
                                update extract set withdrawn_at = :now, withdrawal_reason = :reason
                                where id = :id and withdrawn_at is null
                                """)
                        .param("id", id)
                        .param("reason", reason)
                        .param("now", Sql.time(now))
                        .update()
                > 0;
    }

    /** Notes that the index is deleted. */
    void dropIndex(long id) {
        jdbc.sql("update extract set index_key = null where id = :id")
                .param("id", id)
                .update();
    }

    /** Notes that the bytes are deleted. */
    void dropObject(long id) {
        jdbc.sql("update extract set object_key = null where id = :id")
                .param("id", id)
                .update();
    }

    /** Some of those that were withdrawn before a moment and whose bytes are still there. */
    List<Extract> withdrawnBefore(Instant moment, int count) {
        return jdbc.sql("""
                        select e.* from extract e where e.withdrawn_at < :moment and e.object_key is not null
                        order by e.id fetch first :count rows only
                        """)
                .param("moment", Sql.time(moment))
                .param("count", count)
                .query(Extracts::row)
                .list();
    }

    void delete(long id) {
        jdbc.sql("delete from extract where id = :id").param("id", id).update();
    }

    private static Extract row(ResultSet row, int number) throws SQLException {
        return new Extract(
                row.getLong("id"),
                Sql.uuid(row, "population_id"),
                new OrganizationId(row.getString("organization_id")),
                ExtractType.valueOf(row.getString("extract_type")),
                new DataSet(row.getString("dataset_type"), row.getString("dataset_version")),
                Sql.instant(row, "extract_time"),
                Sql.instant(row, "released_at"),
                row.getLong("size_in_bytes"),
                new Sha256(row.getString("sha256")),
                row.getString("file_name"),
                Sql.nullableLong(row, "base_extract_id"),
                row.getLong("row_count"),
                row.getLong("problem_count"),
                StoreColumns.nullableKey(row, "object_key"),
                StoreColumns.nullableKey(row, "index_key"),
                withdrawal(row));
    }

    private static Extract.@Nullable Withdrawal withdrawal(ResultSet row) throws SQLException {
        var at = Sql.nullableInstant(row, "withdrawn_at");
        return at == null ? null : new Extract.Withdrawal(at, row.getString("withdrawal_reason"));
    }
}
