package org.almoner.client.admin;

import java.util.List;
import java.util.Map;

import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Api;
import org.almoner.client.http.Route;

/** The keys that manifests are signed with. A publisher has its own for versions, and the server one for extracts. */
public final class ManifestKeys {

    private final Api api;
    private final Route all;

    private ManifestKeys(Api api, Route all) {
        this.api = api;
        this.all = all;
    }

    static ManifestKeys ofServer(Api api) {
        return new ManifestKeys(api, Admin.V1.then("manifest-keys"));
    }

    static ManifestKeys of(Api api, String organization) {
        return new ManifestKeys(api, Admin.V1.then("organizations", organization, "manifest-keys"));
    }

    /** Those whose signatures count, oldest first. */
    public List<ManifestKey> all() {
        return api.items(all, ManifestKey.class).toList();
    }

    /** Makes a new key, for which the one before it speaks; from now on it signs. */
    public ManifestKey rotate() {
        return api.post(all.then("rotate"), Map.of(), ManifestKey.class);
    }

    /**
     * Withdraws a key that has leaked: what it has signed counts for nothing any more, and its manifests are signed again by another.
     *
     * @throws AlmonerException.NotFound if it is none of these keys, or was withdrawn before
     */
    public ManifestKey.Withdrawal withdraw(String keyId) {
        return api.delete(all.then(keyId), ManifestKey.Withdrawal.class);
    }
}
