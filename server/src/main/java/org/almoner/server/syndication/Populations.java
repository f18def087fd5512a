package org.almoner.server.syndication;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.almoner.server.access.Mnemonic;
import org.almoner.server.access.OrganizationId;
import org.almoner.server.sql.Sql;
import org.almoner.server.web.MasterKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of populations. */
@Repository
class Populations {

    private static final String PURPOSE = "population-source";
    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;
    private final MasterKey masterKey;

    Populations(JdbcClient jdbc, MasterKey masterKey) {
        this.jdbc = jdbc;
        this.masterKey = masterKey;
    }

    void add(Population population) {
        jdbc.sql("""
                        insert into population (id, organization_id, mnemonic, population_name, source, wrapped_options,
                            created_at)
                        values (:id, :organization, :mnemonic, :name, :source, :options, :now)
                        """)
                .param("id", population.id())
                .param("organization", population.organization().value())
                .param("mnemonic", population.mnemonic().value())
                .param("name", population.name())
                .param("source", population.source().text())
                .param("options", wrapped(population.options()))
                .param("now", Sql.time(population.createdAt()))
                .update();
    }

    void change(UUID id, String name, Source source, SourceOptions options) {
        jdbc.sql("""
                        update population set population_name = :name, source = :source, wrapped_options = :options
                        where id = :id
                        """)
                .param("id", id)
                .param("name", name)
                .param("source", source.text())
                .param("options", wrapped(options))
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from population where id = :id").param("id", id).update();
    }

    Optional<Population> find(OrganizationId organization, Mnemonic mnemonic) {
        return jdbc.sql(
                        "select p.* from population p where p.organization_id = :organization and p.mnemonic = :mnemonic")
                .param("organization", organization.value())
                .param("mnemonic", mnemonic.value())
                .query(this::row)
                .optional();
    }

    Optional<Population> find(UUID id) {
        return jdbc.sql("select p.* from population p where p.id = :id")
                .param("id", id)
                .query(this::row)
                .optional();
    }

    List<Population> all() {
        return jdbc.sql("select p.* from population p order by p.organization_id, p.mnemonic")
                .query(this::row)
                .list();
    }

    List<Population> of(OrganizationId organization) {
        return jdbc.sql("select p.* from population p where p.organization_id = :organization order by p.mnemonic")
                .param("organization", organization.value())
                .query(this::row)
                .list();
    }

    /**
     * Keeps others from changing the population, its jobs or its extracts until the transaction ends.
     *
     * @return whether it is still there
     */
    boolean lock(UUID id) {
        return jdbc.sql("select p.id from population p where p.id = :id for update")
                .param("id", id)
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    private String wrapped(SourceOptions options) {
        return masterKey.wrap(PURPOSE, JSON.writeValueAsBytes(options.values()));
    }

    private SourceOptions unwrapped(String wrapped) {
        var json = new String(masterKey.unwrap(PURPOSE, wrapped), StandardCharsets.UTF_8);
        return new SourceOptions(JSON.readValue(json, new TypeReference<>() {}));
    }

    private Population row(ResultSet row, int number) throws SQLException {
        return new Population(
                Sql.uuid(row, "id"),
                new OrganizationId(row.getString("organization_id")),
                new Mnemonic(row.getString("mnemonic")),
                row.getString("population_name"),
                Source.parse(row.getString("source")),
                unwrapped(row.getString("wrapped_options")),
                Sql.instant(row, "created_at"));
    }
}
