package org.almoner.client.proof;

import java.util.List;

import org.almoner.client.http.Api;
import org.almoner.client.http.Route;

/** Asks a server for proofs of what lies at a route: the common part of the two APIs. */
public final class Proofs {

    private final Api api;

    public Proofs(Api api) {
        this.api = api;
    }

    /** The hashes of the blocks of the file at a route. */
    public BlockHashes blocks(Route of) {
        return api.get(of.then("blocks"), BlockHashes.class);
    }

    /** The manifest of what is at a route. */
    public SignedManifest manifest(Route of) {
        return SignedManifest.parse(api.text(of.then("manifest"), SignedManifest.MEDIA_TYPE));
    }

    /** The keys that manifests under a route are signed with, oldest first. */
    public List<ListedKey> keys(Route of) {
        return api.get(of.then("manifest-keys"), ListedKey.Jwks.class).listed();
    }
}
