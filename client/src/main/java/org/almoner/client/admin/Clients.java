package org.almoner.client.admin;

import java.util.Map;
import java.util.stream.Stream;

import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Api;
import org.almoner.client.http.Route;

/** The clients of organizations, and their secrets. */
public final class Clients {

    private static final Route CLIENTS = Admin.V1.then("clients");

    private final Api api;

    Clients(Api api) {
        this.api = api;
    }

    public NewClient add(String organization, ClientRequest request) {
        return api.post(of(organization), request, NewClient.class);
    }

    public Stream<RegisteredClient> all(String organization) {
        return api.items(of(organization), RegisteredClient.class);
    }

    public RegisteredClient get(String clientId) {
        return api.get(CLIENTS.then(clientId), RegisteredClient.class);
    }

    /** From now on the client gets no token, and the tokens it has are refused. */
    public void disable(String clientId) {
        api.delete(CLIENTS.then(clientId));
    }

    /** @throws AlmonerException.Conflict if the client has two live secrets already */
    public NewSecret addSecret(String clientId) {
        return api.post(CLIENTS.then(clientId, "secrets"), Map.of(), NewSecret.class);
    }

    public void removeSecret(String clientId, String secretId) {
        api.delete(CLIENTS.then(clientId, "secrets", secretId));
    }

    private static Route of(String organization) {
        return Admin.V1.then("organizations", organization, "clients");
    }
}
