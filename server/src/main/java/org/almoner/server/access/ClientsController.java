package org.almoner.server.access;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.nimbusds.jose.jwk.JWKSet;
import org.almoner.server.failure.Invalid;
import org.almoner.server.failure.NotFound;
import org.almoner.server.web.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Clients and their secrets, for operators. */
@RestController
@RequestMapping("/admin/v1")
@RequiresScope(Scope.ADMIN)
class ClientsController {

    private final Organizations organizations;
    private final JdbcClients clients;
    private final TransactionOperations transactions;

    ClientsController(Organizations organizations, JdbcClients clients, TransactionOperations transactions) {
        this.organizations = organizations;
        this.clients = clients;
        this.transactions = transactions;
    }

    /**
     * A client to be added.
     *
     * @param jwks a JWK Set of public keys for {@code private_key_jwt}
     * @param jwksUri where those keys are published, instead
     * @param secret whether it gets a secret; unless said, it does when it has no keys
     */
    record ClientRequest(
            @Nullable String name,
            @Nullable List<String> scopes,
            @Nullable JsonNode jwks,
            @Nullable String jwksUri,
            @Nullable Boolean secret) {}

    /** A live secret; the secret itself is not known any more. */
    record SecretView(UUID secretId, String createdAt) {

        static SecretView of(Client.Secret secret) {
            return new SecretView(secret.id(), Timestamps.text(secret.createdAt()));
        }
    }

    /**
     * A client.
     *
     * @param organization the mnemonic of the organization it belongs to
     */
    record ClientView(
            String clientId,
            String organization,
            String name,
            List<String> scopes,
            @Nullable Map<String, Object> jwks,
            @Nullable String jwksUri,
            List<SecretView> secrets,
            String createdAt,
            @Nullable String disabledAt) {

        static ClientView of(Client client, Organization owner) {
            return new ClientView(
                    client.id().value(),
                    owner.mnemonic().value(),
                    client.name(),
                    client.scopes().stream().sorted().map(Scope::wireName).toList(),
                    client.keys() instanceof ClientKeys.Kept(JWKSet keys) ? keys.toJSONObject() : null,
                    client.keys() instanceof ClientKeys.Published(URI at) ? at.toString() : null,
                    client.secrets().stream().map(SecretView::of).toList(),
                    Timestamps.text(client.createdAt()),
                    client.disabledAt() == null ? null : Timestamps.text(client.disabledAt()));
        }
    }

    /**
     * A client just added.
     *
     * @param clientSecret shown this one time; null if it was to have none
     */
    record AddedClient(
            @JsonUnwrapped ClientView client, @Nullable String clientSecret) {}

    /** A secret just made: the one time it is shown. */
    record AddedSecret(UUID secretId, String clientSecret) {}

    @PostMapping("/organizations/{mnemonic}/clients")
    ResponseEntity<AddedClient> add(@PathVariable Mnemonic mnemonic, @RequestBody ClientRequest body) {
        var organization = organization(mnemonic);
        var name = Members.required("name", body.name());
        var scopes = scopes(Members.required("scopes", body.scopes()));
        var keys = keys(body);
        var withSecret = body.secret() == null ? keys == null : body.secret();
        if (!withSecret && keys == null) {
            throw new Invalid("A client needs a way to prove who it is: a secret, a jwks or a jwks_uri.");
        }
        var added = transactions.execute(_ -> {
            var id = clients.add(organization.id(), name, scopes, keys);
            var secret = withSecret ? clients.addSecret(id).secret() : null;
            return new AddedClient(ClientView.of(clients.get(id), organization), secret);
        });
        return ResponseEntity.created(
                        URI.create("/admin/v1/clients/" + added.client().clientId()))
                .cacheControl(CacheControl.noStore())
                .body(added);
    }

    @GetMapping("/organizations/{mnemonic}/clients")
    List<ClientView> all(@PathVariable Mnemonic mnemonic) {
        var owner = organization(mnemonic);
        return clients.of(owner.id()).stream()
                .map(client -> ClientView.of(client, owner))
                .toList();
    }

    @GetMapping("/clients/{clientId}")
    ClientView one(@PathVariable ClientId clientId) {
        var client = clients.get(clientId);
        return ClientView.of(client, organizations.find(client.organization()).orElseThrow());
    }

    /** Disables the client; it stays listed, for the record. */
    @DeleteMapping("/clients/{clientId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disable(@PathVariable ClientId clientId) {
        clients.disable(clientId);
    }

    @PostMapping("/clients/{clientId}/secrets")
    ResponseEntity<AddedSecret> addSecret(@PathVariable ClientId clientId) {
        var added = clients.addSecret(clientId);
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(new AddedSecret(added.id(), added.secret()));
    }

    @DeleteMapping("/clients/{clientId}/secrets/{secretId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeSecret(@PathVariable ClientId clientId, @PathVariable UUID secretId) {
        clients.removeSecret(clientId, secretId);
    }

    private Organization organization(Mnemonic mnemonic) {
        return organizations
                .find(mnemonic)
                .orElseThrow(() -> new NotFound("There is no organization '" + mnemonic + "'."));
    }

    private static @Nullable ClientKeys keys(ClientRequest body) {
        var jwks = body.jwks() == null || body.jwks().isNull() ? null : body.jwks();
        if (jwks != null && body.jwksUri() != null) {
            throw new Invalid("Send either jwks or jwks_uri.");
        }
        if (jwks != null) {
            return ClientKeys.parse(jwks.toString());
        }
        return body.jwksUri() == null ? null : ClientKeys.at(body.jwksUri());
    }

    private static Set<Scope> scopes(List<String> names) {
        return names.stream()
                .map(name -> Scope.of(name)
                        .orElseThrow(() -> new Invalid("There is no such scope. The scopes are "
                                + Stream.of(Scope.values()).map(Scope::wireName).collect(Collectors.joining(", "))
                                + ".")))
                .collect(Collectors.toSet());
    }
}
