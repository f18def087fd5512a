package org.almoner.client.admin;

import java.util.Map;
import java.util.stream.Stream;

import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Api;
import org.almoner.client.http.Route;

/** The organizations of a server. */
public final class Organizations {

    private static final Route ALL = Admin.V1.then("organizations");

    private final Api api;

    Organizations(Api api) {
        this.api = api;
    }

    /** @throws AlmonerException.Conflict if the mnemonic is taken */
    public Organization add(String mnemonic, String name) {
        return api.post(ALL, Map.of("mnemonic", mnemonic, "name", name), Organization.class);
    }

    public Stream<Organization> all() {
        return api.items(ALL, Organization.class);
    }

    public Organization get(String mnemonic) {
        return api.get(ALL.then(mnemonic), Organization.class);
    }
}
