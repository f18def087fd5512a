package org.almoner.server.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import org.almoner.server.catalog.Address.SubProductAddress;
import org.almoner.server.catalog.Address.VersionAddress;
import org.almoner.server.sql.Sql;
import org.almoner.server.web.Page;
import org.almoner.server.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of versions, with their metadata and menu actions. */
@Repository
class Versions {

    private static final String OF_ADDRESS = """
             from version v
            join sub_product s on s.id = v.sub_product_id
            join product p on p.id = s.product_id
            where p.product_slug = :product and s.sub_product_slug = :sub_product and v.version_slug = :version and
            """;

    /** Newest first; the id decides between versions made in the same microsecond, so that no page ever shows one twice. */
    private static final String PAGE = """
             order by v.effective_date desc, v.created_at desc, v.id desc
            offset :offset rows fetch next :size rows only
            """;

    private final JdbcClient jdbc;

    Versions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean isTaken(UUID subProductId, Slug slug) {
        return jdbc.sql("select count(*) from version where sub_product_id = :sub_product and version_slug = :slug")
                        .param("sub_product", subProductId)
                        .param("slug", slug.text())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Adds a draft. */
    void add(UUID id, UUID subProductId, Slug slug, VersionDetails details, Instant now, String by) {
        jdbc.sql("""
                        insert into version (id, sub_product_id, version_name, version_slug, state,
                            effective_date, launch_date, retention_date, created_at, created_by, updated_at, updated_by)
                        values (:id, :sub_product, :name, :slug, 'draft',
                            :effective_date, :launch_date, :retention_date, :now, :by, :now, :by)
                        """)
                .param("id", id)
                .param("sub_product", subProductId)
                .param("slug", slug.text())
                .param("name", details.name())
                .param("effective_date", details.effectiveDate())
                .param("launch_date", details.launchDate())
                .param("retention_date", details.retentionDate(), Types.DATE)
                .param("now", Sql.time(now))
                .param("by", by)
                .update();
        addParts(id, details);
    }

    void change(UUID id, VersionDetails details, Instant now, String by) {
        jdbc.sql("""
                        update version set version_name = :name, effective_date = :effective_date,
                            launch_date = :launch_date, retention_date = :retention_date,
                            updated_at = :now, updated_by = :by
                        where id = :id
                        """)
                .param("id", id)
                .param("name", details.name())
                .param("effective_date", details.effectiveDate())
                .param("launch_date", details.launchDate())
                .param("retention_date", details.retentionDate(), Types.DATE)
                .param("now", Sql.time(now))
                .param("by", by)
                .update();
        deleteParts(id);
        addParts(id, details);
    }

    /** Deletes a version whose files are gone already. */
    void delete(UUID id) {
        deleteParts(id);
        jdbc.sql("delete from version where id = :id").param("id", id).update();
    }

    private void addParts(UUID id, VersionDetails details) {
        var position = 0;
        for (var entry : details.metadata()) {
            jdbc.sql("insert into version_metadata (version_id, position, entry_name, entry_text)"
                            + " values (:version, :position, :name, :text)")
                    .param("version", id)
                    .param("position", position++)
                    .param("name", entry.name())
                    .param("text", entry.value())
                    .update();
        }
        position = 0;
        for (var action : details.menuActions()) {
            jdbc.sql("insert into version_menu_action (version_id, position, option_name, url)"
                            + " values (:version, :position, :name, :url)")
                    .param("version", id)
                    .param("position", position++)
                    .param("name", action.option())
                    .param("url", action.url())
                    .update();
        }
    }

    private void deleteParts(UUID id) {
        jdbc.sql("delete from version_metadata where version_id = :id")
                .param("id", id)
                .update();
        jdbc.sql("delete from version_menu_action where version_id = :id")
                .param("id", id)
                .update();
    }

    /** Makes a draft final. */
    void commit(UUID id, Instant now, String by) {
        jdbc.sql("""
                        update version set state = 'committed', committed_at = :now, updated_at = :now, updated_by = :by
                        where id = :id
                        """)
                .param("id", id)
                .param("now", Sql.time(now))
                .param("by", by)
                .update();
    }

    /** Says what became of codes since the version before; once, when the version is committed. */
    void addChanges(UUID id, CodeChanges changes) {
        jdbc.sql("""
                        insert into version_changes (version_id, since_version_id,
                            added, removed, retired, reactivated, remapped, revised)
                        values (:id, :since, :added, :removed, :retired, :reactivated, :remapped, :revised)
                        """)
                .param("id", id)
                .param("since", changes.since())
                .param("added", changes.added())
                .param("removed", changes.removed())
                .param("retired", changes.retired())
                .param("reactivated", changes.reactivated())
                .param("remapped", changes.remapped())
                .param("revised", changes.revised())
                .update();
    }

    /**
     * The version that one follows: of those of its sub-product that are committed, in force no later and launched no later than it, the
     * newest. Drafts come after all of the same day that are committed already.
     */
    Optional<UUID> before(UUID id) {
        return jdbc.sql("""
                        select v.id from version v join version o on o.sub_product_id = v.sub_product_id
                        where o.id = :id and v.id <> :id and v.state = 'committed'
                            and v.launch_date <= o.launch_date
                            and (v.effective_date < o.effective_date
                                or v.effective_date = o.effective_date
                                    and (o.committed_at is null or v.committed_at < o.committed_at))
                        order by v.effective_date desc, v.committed_at desc, v.id desc fetch first 1 rows only
                        """)
                .param("id", id)
                .query((row, _) -> Sql.uuid(row, "id"))
                .optional();
    }

    /**
     * Writes down that a version's launch is being announced.
     *
     * @return whether it is this call that announces it; never again true for the same version
     */
    boolean launch(UUID id, Instant now) {
        return jdbc.sql("""
                                update version set launched_at = :now
                                where id = :id and state = 'committed' and launched_at is null
                                """).param("id", id).param("now", Sql.time(now)).update() > 0;
    }

    /** Some of the versions that have been launched, can be had, and whose retention date has come without being told of. */
    List<UUID> expired(LocalDate today, int count) {
        return jdbc.sql("""
                        select id from version
                        where retention_date <= :today and state = 'committed' and launched_at is not null
                            and expired_at is null
                        order by retention_date, id fetch first :count rows only
                        """)
                .param("today", today)
                .param("count", count)
                .query((row, _) -> Sql.uuid(row, "id"))
                .list();
    }

    /** Some of the versions that have been launched, can be had, and whose retention date is after one day and up to another without being told of. */
    List<UUID> expiring(LocalDate today, LocalDate until, int count) {
        return jdbc.sql("""
                        select id from version
                        where retention_date > :today and retention_date <= :until and state = 'committed'
                            and launched_at is not null and expiring_at is null
                        order by retention_date, id fetch first :count rows only
                        """)
                .param("today", today)
                .param("until", until)
                .param("count", count)
                .query((row, _) -> Sql.uuid(row, "id"))
                .list();
    }

    /**
     * Writes down that it is being told that a version's retention date will come.
     *
     * @return the date, if it is this call that tells it; never again for the same version, nor for one retracted meanwhile
     */
    Optional<LocalDate> announceExpiry(UUID id, Instant now) {
        var told = jdbc.sql("""
                                update version set expiring_at = :now
                                where id = :id and state = 'committed' and expiring_at is null
                                """).param("id", id).param("now", Sql.time(now)).update() > 0;
        return told
                ? jdbc.sql("select retention_date from version where id = :id")
                        .param("id", id)
                        .query((row, _) -> Sql.date(row, "retention_date"))
                        .optional()
                : Optional.empty();
    }

    /**
     * Writes down that the coming of a version's retention date is being told.
     *
     * @return whether it is this call that tells it; never again true for the same version, nor for one retracted meanwhile
     */
    boolean expire(UUID id, Instant now) {
        return jdbc.sql("""
                                update version set expired_at = :now
                                where id = :id and state = 'committed' and expired_at is null
                                """).param("id", id).param("now", Sql.time(now)).update() > 0;
    }

    /** Withdraws a committed version. */
    void retract(UUID id, String reason, Instant now, String by) {
        jdbc.sql("""
                        update version set state = 'retracted', retracted_at = :now, retraction_reason = :reason,
                            updated_at = :now, updated_by = :by
                        where id = :id
                        """)
                .param("id", id)
                .param("reason", reason)
                .param("now", Sql.time(now))
                .param("by", by)
                .update();
    }

    /** The version, if it is within reach. */
    Optional<Version> find(VersionAddress address, Reach reach) {
        return withParts(jdbc.sql("select v.*" + OF_ADDRESS + Reach.COVERS_PRODUCT)
                        .param("product", address.product().text())
                        .param("sub_product", address.subProduct().text())
                        .param("version", address.version().text())
                        .param("publisher", reach.publisher())
                        .query(Versions::row)
                        .list())
                .stream()
                .findFirst();
    }

    /** The version, whosever it is. */
    Version find(UUID id) {
        return withParts(jdbc.sql("select v.* from version v where v.id = :id")
                        .param("id", id)
                        .query(Versions::row)
                        .list())
                .getFirst();
    }

    /**
     * Keeps others from changing the version or its files until the transaction ends.
     *
     * @return its state now; empty if it was deleted
     */
    Optional<VersionState> lock(UUID id) {
        return jdbc.sql("select state from version where id = :id for update")
                .param("id", id)
                .query(String.class)
                .optional()
                .map(VersionState::of);
    }

    /** All versions of a sub-product, newest first; empty if the sub-product is not within reach. */
    Optional<Page<Version>> page(SubProductAddress address, Reach reach, Paging paging) {
        return jdbc.sql("""
                        select s.id, (select count(*) from version v where v.sub_product_id = s.id) as total
                        from sub_product s join product p on p.id = s.product_id
                        where p.product_slug = :product and s.sub_product_slug = :sub_product and
                        """ + Reach.COVERS_PRODUCT)
                .param("product", address.product().text())
                .param("sub_product", address.subProduct().text())
                .param("publisher", reach.publisher())
                .query((row, _) -> new Counted(Sql.uuid(row, "id"), row.getLong("total")))
                .optional()
                .map(subProduct -> Page.of(
                        paging,
                        subProduct.total(),
                        withParts(jdbc.sql("select v.* from version v where v.sub_product_id = :sub_product" + PAGE)
                                .param("sub_product", subProduct.id())
                                .param("offset", paging.offset())
                                .param("size", paging.pageSize())
                                .query(Versions::row)
                                .list())));
    }

    /** The versions of a sub-product that the viewer sees, newest first; empty if the sub-product is not seen. */
    Optional<Page<Version>> visible(SubProductAddress address, Viewer viewer, Paging paging) {
        return visibleCount(address, viewer)
                .map(subProduct -> Page.of(
                        paging,
                        subProduct.total(),
                        withParts(visible(
                                subProduct.id(), viewer, Viewer.SEES_VERSION, paging.offset(), paging.pageSize()))));
    }

    /** The newest version of a sub-product that can be downloaded, alone or not at all; empty if the sub-product is not seen. */
    Optional<Page<Version>> latest(SubProductAddress address, Viewer viewer, Paging paging) {
        return visibleCount(address, viewer).map(subProduct -> {
            var newest = withParts(
                    visible(subProduct.id(), viewer, Viewer.SEES_VERSION + " and v.state = 'committed'", 0, 1));
            return Page.of(paging, newest.size(), paging.page() == 1 ? newest : List.of());
        });
    }

    private Optional<Counted> visibleCount(SubProductAddress address, Viewer viewer) {
        return jdbc.sql("select s.id, (select count(*) from version v where v.sub_product_id = s.id and "
                        + Viewer.SEES_VERSION
                        + ") as total from sub_product s join product p on p.id = s.product_id"
                        + " where p.product_slug = :product and s.sub_product_slug = :sub_product and "
                        + Viewer.SEES_SUB_PRODUCT)
                .param("product", address.product().text())
                .param("sub_product", address.subProduct().text())
                .params(viewer.parameters())
                .query((row, _) -> new Counted(Sql.uuid(row, "id"), row.getLong("total")))
                .optional();
    }

    private List<Version> visible(UUID subProduct, Viewer viewer, String condition, long offset, int size) {
        return jdbc.sql("select v.* from version v where v.sub_product_id = :sub_product and " + condition + PAGE)
                .param("sub_product", subProduct)
                .params(viewer.parameters())
                .param("offset", offset)
                .param("size", size)
                .query(Versions::row)
                .list();
    }

    /** How others speak of the version. */
    Release release(UUID id) {
        return jdbc.sql("""
                        select p.id as product_id, p.product_slug, p.product_name, p.publisher,
                            s.id as sub_product_id, s.sub_product_slug, s.sub_product_name,
                            v.id as version_id, v.version_slug, v.version_name, v.effective_date, v.launch_date
                        from version v
                        join sub_product s on s.id = v.sub_product_id
                        join product p on p.id = s.product_id
                        where v.id = :id
                        """)
                .param("id", id)
                .query((row, _) ->
                        releaseRow(row, changes(Sql.uuids(List.of(id))).get(id)))
                .single();
    }

    /** The id of the organization that publishes the version. */
    String publisher(UUID id) {
        return jdbc.sql("""
                        select p.publisher from version v
                        join sub_product s on s.id = v.sub_product_id
                        join product p on p.id = s.product_id
                        where v.id = :id
                        """).param("id", id).query(String.class).single();
    }

    private List<Version> withParts(List<Version> bare) {
        if (bare.isEmpty()) {
            return bare;
        }
        var versions = Sql.uuids(bare.stream().map(Version::id).toList());
        var metadata = metadata(versions);
        var actions = menuActions(versions);
        var changes = changes(versions);
        return bare.stream()
                .map(version -> version.with(
                        metadata.getOrDefault(version.id(), List.of()),
                        actions.getOrDefault(version.id(), List.of()),
                        changes.get(version.id())))
                .toList();
    }

    private Map<UUID, List<Metadata>> metadata(Object versions) {
        record Part(UUID version, Metadata it) {}
        return jdbc
                .sql("select * from version_metadata where version_id = any(:versions) order by version_id, position")
                .param("versions", versions)
                .query((row, _) -> new Part(
                        Sql.uuid(row, "version_id"),
                        new Metadata(row.getString("entry_name"), row.getString("entry_text"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Part::version, Collectors.mapping(Part::it, Collectors.toList())));
    }

    private Map<UUID, List<MenuOption>> menuActions(Object versions) {
        record Part(UUID version, MenuOption it) {}
        return jdbc
                .sql("select * from version_menu_action where version_id = any(:versions)"
                        + " order by version_id, position")
                .param("versions", versions)
                .query((row, _) -> new Part(
                        Sql.uuid(row, "version_id"),
                        new MenuOption(row.getString("option_name"), row.getString("url"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Part::version, Collectors.mapping(Part::it, Collectors.toList())));
    }

    private Map<UUID, CodeChanges> changes(Object versions) {
        record Of(UUID version, CodeChanges changes) {}
        return jdbc
                .sql("""
                        select c.*, s.version_slug as since_slug, s.version_name as since_name
                        from version_changes c join version s on s.id = c.since_version_id
                        where c.version_id = any(:versions)
                        """)
                .param("versions", versions)
                .query((row, _) -> new Of(
                        Sql.uuid(row, "version_id"),
                        new CodeChanges(
                                Sql.uuid(row, "since_version_id"),
                                row.getString("since_slug"),
                                row.getString("since_name"),
                                row.getLong("added"),
                                row.getLong("removed"),
                                row.getLong("retired"),
                                row.getLong("reactivated"),
                                row.getLong("remapped"),
                                row.getLong("revised"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Of::version, Of::changes));
    }

    private record Counted(UUID id, long total) {}

    static Version row(ResultSet row, int number) throws SQLException {
        return new Version(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "sub_product_id"),
                new Slug(row.getString("version_slug")),
                VersionState.of(row.getString("state")),
                new VersionDetails(
                        row.getString("version_name"),
                        Sql.date(row, "effective_date"),
                        Sql.date(row, "launch_date"),
                        Sql.nullableDate(row, "retention_date"),
                        List.of(),
                        List.of()),
                Sql.instant(row, "created_at"),
                row.getString("created_by"),
                Sql.instant(row, "updated_at"),
                row.getString("updated_by"),
                Sql.nullableInstant(row, "committed_at"),
                Sql.nullableInstant(row, "launched_at"),
                retraction(row),
                null);
    }

    private static Version.@Nullable Retraction retraction(ResultSet row) throws SQLException {
        var at = Sql.nullableInstant(row, "retracted_at");
        return at == null ? null : new Version.Retraction(at, row.getString("retraction_reason"));
    }

    private static Release releaseRow(ResultSet row, @Nullable CodeChanges changes) throws SQLException {
        return new Release(
                Sql.uuid(row, "product_id"),
                row.getString("product_slug"),
                row.getString("product_name"),
                Sql.uuid(row, "sub_product_id"),
                row.getString("sub_product_slug"),
                row.getString("sub_product_name"),
                Sql.uuid(row, "version_id"),
                row.getString("version_slug"),
                row.getString("version_name"),
                Sql.date(row, "effective_date"),
                Sql.date(row, "launch_date"),
                changes);
    }
}
