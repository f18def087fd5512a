package org.almoner.server.access;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import org.almoner.server.failure.Conflict;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

@Component
class JdbcOrganizations implements Organizations {

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final SecureRandom random;

    JdbcOrganizations(
            JdbcClient jdbc,
            TransactionOperations transactions,
            ApplicationEventPublisher events,
            Clock clock,
            SecureRandom random) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Organization add(Mnemonic mnemonic, String name) {
        var organization =
                new Organization(newId(), mnemonic, Members.parsed(name, text -> PlainText.checked("name", text)));
        try {
            transactions.executeWithoutResult(_ -> {
                insert(organization);
                var actor = Actor.current();
                events.publishEvent(
                        new AccessEvent.OrganizationAdded(actor.organization(), actor.clientId(), organization));
            });
        } catch (DuplicateKeyException _) {
            throw new Conflict("There is an organization '" + mnemonic + "' already. Choose another mnemonic.");
        }
        return organization;
    }

    @Override
    public Optional<Organization> find(Mnemonic mnemonic) {
        return jdbc.sql("select id, mnemonic, name from organization where mnemonic = :mnemonic")
                .param("mnemonic", mnemonic.value())
                .query(JdbcOrganizations::organization)
                .optional();
    }

    @Override
    public Optional<Organization> find(OrganizationId id) {
        return jdbc.sql("select id, mnemonic, name from organization where id = :id")
                .param("id", id.value())
                .query(JdbcOrganizations::organization)
                .optional();
    }

    @Override
    public Organization operator() {
        return jdbc.sql("select id, mnemonic, name from organization order by created_at, id fetch first 1 rows only")
                .query(JdbcOrganizations::organization)
                .single();
    }

    @Override
    public List<Organization> all() {
        return jdbc.sql("select id, mnemonic, name from organization order by mnemonic")
                .query(JdbcOrganizations::organization)
                .list();
    }

    private void insert(Organization organization) {
        jdbc.sql("""
                        insert into organization (id, mnemonic, name, created_at)
                        values (:id, :mnemonic, :name, :createdAt)
                        """)
                .param("id", organization.id().value())
                .param("mnemonic", organization.mnemonic().value())
                .param("name", organization.name())
                .param("createdAt", Columns.time(clock.instant()))
                .update();
    }

    private OrganizationId newId() {
        var id = new StringBuilder("00");
        random.ints(9, 0, 10).forEach(id::append);
        id.append((char) ('a' + random.nextInt(26))).append((char) ('A' + random.nextInt(26)));
        return new OrganizationId(id.toString());
    }

    private static Organization organization(ResultSet row, int number) throws SQLException {
        return new Organization(
                new OrganizationId(row.getString("id")),
                new Mnemonic(row.getString("mnemonic")),
                row.getString("name"));
    }
}
