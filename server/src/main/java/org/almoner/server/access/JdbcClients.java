package org.almoner.server.access;

import java.net.URI;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.nimbusds.jose.jwk.JWKSet;
import org.almoner.server.failure.Conflict;
import org.almoner.server.failure.Invalid;
import org.almoner.server.failure.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

@Component
class JdbcClients implements Clients {

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Revocations revocations;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final SecureRandom random;

    JdbcClients(
            JdbcClient jdbc,
            TransactionOperations transactions,
            Revocations revocations,
            ApplicationEventPublisher events,
            Clock clock,
            SecureRandom random) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.revocations = revocations;
        this.events = events;
        this.clock = clock;
        this.random = random;
    }

    /** A secret just made, in the clear for the only time. */
    record NewSecret(UUID id, String secret) {

        /** Never the secret. */
        @Override
        public String toString() {
            return "NewSecret[id=" + id + "]";
        }
    }

    @Override
    public NewClient add(OrganizationId organization, String name, Set<Scope> scopes) {
        return transactions.execute(_ -> {
            var client = add(organization, name, scopes, null);
            return new NewClient(client.value(), addSecret(client).secret());
        });
    }

    /**
     * Adds a client that cannot authenticate yet, unless it has keys.
     *
     * @throws NotFound if there is no such organization
     * @throws Invalid if the name or the scopes break their rule
     */
    ClientId add(OrganizationId organization, String name, Set<Scope> scopes, @Nullable ClientKeys keys) {
        if (scopes.isEmpty()) {
            throw new Invalid("A client needs at least one scope.");
        }
        var client = new Client(
                ClientId.random(random),
                organization,
                Members.parsed(name, text -> PlainText.checked("name", text)),
                scopes,
                keys,
                List.of(),
                clock.instant(),
                null);
        transactions.executeWithoutResult(_ -> {
            if (insert(client) == 0) {
                throw new NotFound("There is no organization '" + organization + "'.");
            }
            var actor = Actor.current();
            events.publishEvent(new AccessEvent.ClientAdded(
                    actor.organization(), actor.clientId(), client.id().value(), organization, scopes));
        });
        return client.id();
    }

    /** @throws NotFound if there is no such client */
    Client get(ClientId id) {
        return find(id).orElseThrow(() -> unknown(id));
    }

    Optional<Client> find(ClientId id) {
        var secrets = secrets("where client_id = :id", id.value());
        return jdbc.sql("select * from client where id = :id")
                .param("id", id.value())
                .query((row, _) -> client(row, secrets))
                .optional();
    }

    /** Whether a client of that id belongs to the organization and is not disabled. */
    boolean has(OrganizationId organization, String clientId) {
        return ClientId.of(clientId)
                .flatMap(this::find)
                .filter(client -> client.organization().equals(organization) && client.disabledAt() == null)
                .isPresent();
    }

    /** The clients of an organization, oldest first. */
    List<Client> of(OrganizationId organization) {
        var secrets =
                secrets("where client_id in (select id from client where organization_id = :id)", organization.value());
        return jdbc.sql("select * from client where organization_id = :organization order by created_at, id")
                .param("organization", organization.value())
                .query((row, _) -> client(row, secrets))
                .list();
    }

    /**
     * Disables a client for good: it gets no tokens any more, and those it has are refused, by this node at once and by the
     * others within two seconds. Does nothing if it is disabled already.
     *
     * @throws NotFound if there is no such client
     */
    void disable(ClientId id) {
        transactions.executeWithoutResult(_ -> {
            get(id);
            var disabled = jdbc.sql("update client set disabled_at = :now where id = :id and disabled_at is null")
                    .param("now", Columns.time(clock.instant()))
                    .param("id", id.value())
                    .update();
            if (disabled > 0) {
                revocations.recordClient(id);
                var actor = Actor.current();
                events.publishEvent(new AccessEvent.ClientDisabled(actor.organization(), actor.clientId(), id.value()));
            }
        });
        revocations.refresh();
    }

    /**
     * Gives a client one more secret.
     *
     * @throws NotFound if there is no such client
     * @throws Conflict if it is disabled or has two live secrets already
     */
    NewSecret addSecret(ClientId id) {
        var secret = SecretHash.newSecret(random);
        var secretId = new UUID(random.nextLong(), random.nextLong());
        try {
            transactions.executeWithoutResult(_ -> {
                insert(id, secretId, SecretHash.of(secret, random));
                var actor = Actor.current();
                events.publishEvent(
                        new AccessEvent.SecretAdded(actor.organization(), actor.clientId(), id.value(), secretId));
            });
        } catch (DuplicateKeyException _) {
            throw new Conflict(
                    "Somebody else is just adding a secret to client '" + id + "'. Look at the client first.");
        }
        return new NewSecret(secretId, secret);
    }

    /** @throws NotFound if there is no such client, or it has no such secret */
    void removeSecret(ClientId id, UUID secretId) {
        transactions.executeWithoutResult(_ -> {
            get(id);
            var removed = jdbc.sql("delete from client_secret where client_id = :client and id = :id")
                    .param("client", id.value())
                    .param("id", secretId)
                    .update();
            if (removed == 0) {
                throw new NotFound("Client '" + id + "' has no secret '" + secretId + "'.");
            }
            var actor = Actor.current();
            events.publishEvent(
                    new AccessEvent.SecretRemoved(actor.organization(), actor.clientId(), id.value(), secretId));
        });
    }

    private int insert(Client client) {
        return jdbc.sql("""
                        insert into client (id, organization_id, name, scopes, jwks, jwks_uri, created_at)
                        select cast(:id as varchar(64)), organization.id, cast(:name as varchar(200)),
                            cast(:scopes as varchar(200)), cast(:jwks as varchar(20000)),
                            cast(:jwksUri as varchar(2000)), cast(:createdAt as timestamp(6) with time zone)
                        from organization where organization.id = :organization
                        """)
                .param("id", client.id().value())
                .param("organization", client.organization().value())
                .param("name", client.name())
                .param("scopes", Scope.join(client.scopes()))
                .param("jwks", client.keys() instanceof ClientKeys.Kept(JWKSet keys) ? keys.toString() : null)
                .param("jwksUri", client.keys() instanceof ClientKeys.Published(URI at) ? at.toString() : null)
                .param("createdAt", Columns.time(client.createdAt()))
                .update();
    }

    private void insert(ClientId id, UUID secretId, SecretHash hash) {
        if (get(id).disabledAt() != null) {
            throw new Conflict("Client '" + id + "' is disabled. Add a new client instead.");
        }
        var taken = jdbc.sql("select slot from client_secret where client_id = :id")
                .param("id", id.value())
                .query(Integer.class)
                .set();
        var slot = IntStream.rangeClosed(1, Client.MOST_SECRETS)
                .filter(candidate -> !taken.contains(candidate))
                .findFirst()
                .orElseThrow(() -> new Conflict(
                        "Client '" + id + "' has two live secrets already. Remove the one that is out of use first."));
        jdbc.sql("""
                        insert into client_secret (id, client_id, slot, hash, created_at)
                        values (:id, :client, :slot, :hash, :createdAt)
                        """)
                .param("id", secretId)
                .param("client", id.value())
                .param("slot", slot)
                .param("hash", hash.text())
                .param("createdAt", Columns.time(clock.instant()))
                .update();
    }

    private record OwnedSecret(String owner, Client.Secret secret) {}

    private Map<String, List<Client.Secret>> secrets(String where, String id) {
        return jdbc
                .sql("select client_id, id, hash, created_at from client_secret " + where
                        + " order by created_at, slot")
                .param("id", id)
                .query((row, _) -> new OwnedSecret(
                        row.getString("client_id"),
                        new Client.Secret(
                                row.getObject("id", UUID.class),
                                new SecretHash(row.getString("hash")),
                                Columns.instant(row, "created_at"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        OwnedSecret::owner, Collectors.mapping(OwnedSecret::secret, Collectors.toList())));
    }

    private static Client client(ResultSet row, Map<String, List<Client.Secret>> secrets) throws SQLException {
        var id = row.getString("id");
        return new Client(
                new ClientId(id),
                new OrganizationId(row.getString("organization_id")),
                row.getString("name"),
                Scope.split(row.getString("scopes")),
                keys(row),
                secrets.getOrDefault(id, List.of()),
                Columns.instant(row, "created_at"),
                Columns.nullableInstant(row, "disabled_at"));
    }

    @SuppressWarnings("ConstantConditions") // JDBC says null for an SQL null
    private static @Nullable ClientKeys keys(ResultSet row) throws SQLException {
        var jwks = row.getString("jwks");
        var jwksUri = row.getString("jwks_uri");
        try {
            return jwks != null
                    ? new ClientKeys.Kept(JWKSet.parse(jwks))
                    : jwksUri != null ? new ClientKeys.Published(URI.create(jwksUri)) : null;
        } catch (ParseException e) {
            throw new IllegalStateException("The keys of client " + row.getString("id") + " are damaged", e);
        }
    }

    private static NotFound unknown(ClientId id) {
        return new NotFound("There is no client '" + id + "'.");
    }
}
