package org.almoner.server.codeset;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.almoner.server.codeset.ChangeFile.Section;
import org.almoner.server.codeset.Check.Outcome;
import org.almoner.server.sql.Sql;
import org.almoner.server.storage.ObjectKey;
import org.almoner.server.storage.Sha256;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of checks. */
@Repository
class CheckRows {

    private static final TypeReference<List<ReleaseReport>> REPORTS = new TypeReference<>() {};
    private static final TypeReference<List<Section>> SECTIONS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    CheckRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<Check> find(UUID versionId) {
        return jdbc.sql("select * from release_check where version_id = :id")
                .param("id", versionId)
                .query(this::row)
                .optional();
    }

    /** Adds a check that nobody has begun; {@link org.springframework.dao.DuplicateKeyException} if there is one of the version. */
    void add(UUID versionId, Basis basis, @Nullable String profile, @Nullable UUID previousId, Instant now) {
        jdbc.sql("""
                        insert into release_check (version_id, basis, profile, previous_id, state, requested_at, releases)
                        values (:id, :basis, :profile, :previous, 'WAITING', :now, '[]')
                        """)
                .param("id", versionId)
                .param("basis", basis.value())
                .param("profile", profile, Types.VARCHAR)
                .param("previous", previousId, Types.OTHER)
                .param("now", Sql.time(now))
                .update();
    }

    /** Forgets the check of a version, if there is one. */
    void delete(UUID versionId) {
        jdbc.sql("delete from release_check where version_id = :id")
                .param("id", versionId)
                .update();
    }

    /** Says that a check is being worked at. Does nothing if it is over, or is another one by now. */
    void begin(UUID versionId, Basis basis) {
        jdbc.sql("""
                        update release_check set state = 'RUNNING'
                        where version_id = :id and basis = :basis and state = 'WAITING'
                        """).param("id", versionId).param("basis", basis.value()).update();
    }

    /**
     * Says what came of a check.
     *
     * @return whether it is still that check, and was not over before
     */
    boolean finish(UUID versionId, Basis basis, Outcome outcome, Instant now) {
        var changes = outcome.changes();
        return jdbc.sql("""
                                update release_check set state = :state, finished_at = :now, message = :message, releases = :releases,
                                    changes_object = :object, changes_size = :size, changes_sha256 = :sha256, changes_sections = :sections
                                where version_id = :id and basis = :basis and finished_at is null
                                """)
                        .param("id", versionId)
                        .param("basis", basis.value())
                        .param("state", outcome.state().name())
                        .param("now", Sql.time(now))
                        .param("message", outcome.message(), Types.VARCHAR)
                        .param("releases", json.writeValueAsString(outcome.releases()))
                        .param(
                                "object",
                                changes == null ? null : changes.object().value(),
                                Types.VARCHAR)
                        .param("size", changes == null ? null : changes.sizeInBytes(), Types.BIGINT)
                        .param(
                                "sha256",
                                changes == null ? null : changes.sha256().hex(),
                                Types.VARCHAR)
                        .param(
                                "sections",
                                changes == null ? null : json.writeValueAsString(changes.sections()),
                                Types.VARCHAR)
                        .update()
                > 0;
    }

    private Check row(ResultSet row, int number) throws SQLException {
        var state = CheckState.valueOf(row.getString("state"));
        return new Check(
                Sql.uuid(row, "version_id"),
                new Basis(row.getString("basis")),
                Sql.nullableText(row, "profile"),
                Sql.nullableUuid(row, "previous_id"),
                state,
                Sql.instant(row, "requested_at"),
                Sql.nullableInstant(row, "finished_at"),
                state.isOver()
                        ? new Outcome(
                                state,
                                Sql.nullableText(row, "message"),
                                json.readValue(row.getString("releases"), REPORTS),
                                changes(row))
                        : null);
    }

    private @Nullable ChangeFile changes(ResultSet row) throws SQLException {
        var object = Sql.nullableText(row, "changes_object");
        return object == null
                ? null
                : new ChangeFile(
                        new ObjectKey(object),
                        row.getLong("changes_size"),
                        new Sha256(row.getString("changes_sha256")),
                        json.readValue(row.getString("changes_sections"), SECTIONS));
    }
}
