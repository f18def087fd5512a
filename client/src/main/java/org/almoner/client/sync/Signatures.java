package org.almoner.client.sync;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.almoner.client.download.Remote;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.proof.KeyChain;
import org.almoner.client.proof.ListedKey;
import org.almoner.client.proof.Manifest;
import org.almoner.client.proof.ManifestFile;
import org.almoner.client.proof.PublisherKey;
import org.almoner.client.proof.SignedManifest;

/**
 * Holds what a server lists against what publishers have signed. Keys are trusted for one product, or for all extracts of a server: these
 * are what one publisher signs.
 */
final class Signatures {

    private static final String EXTRACTS = "extracts";

    private final SyncServer server;
    private final Inventory inventory;
    private final Map<String, PublisherKey> seen = new HashMap<>();

    Signatures(SyncServer server, Inventory inventory) {
        this.server = server;
        this.inventory = inventory;
    }

    /**
     * The manifest of something, verified.
     *
     * @param listed its files that are wanted, as the server lists them
     * @return empty if it need not be signed, and is not
     * @throws AlmonerException.Untrusted if it is not signed as it has to be, or is not what was signed
     */
    Optional<Signed> check(Available available, List<Remote> listed) {
        var scope = scope(available);
        return switch (server.trust()) {
            case Trust.Unchecked _ -> Optional.empty();
            case Trust.Pinned(var keys) -> Optional.of(trusted(available, listed, keys));
            case Trust.FirstUse _ -> {
                var known = known(scope);
                yield known.isPresent()
                        ? Optional.of(trusted(available, listed, List.of(known.get())))
                        : firstUse(available, listed, scope);
            }
        };
    }

    private Optional<PublisherKey> known(String scope) {
        return inventory
                .trusted(server.name(), scope)
                .map(PublisherKey::parse)
                .or(() -> Optional.ofNullable(seen.get(scope)));
    }

    private Optional<Signed> firstUse(Available available, List<Remote> listed, String scope) {
        SignedManifest manifest;
        try {
            manifest = ask(available);
        } catch (AlmonerException.NotFound | AlmonerException.NotAllowed | AlmonerException.Invalid e) {
            // A server that has no manifests. Some say 403, or 400, of every path that they do not know.
            return Optional.empty();
        }
        var files = Signed.byName(verified(manifest, available, List.of(manifest.signer())));
        compare(available, files, listed);
        seen.put(scope, manifest.signer());
        var pin = new Signed.Pin(server.name(), scope, manifest.signer().text());
        return Optional.of(new Signed(manifest, files, pin));
    }

    private Signed trusted(Available available, List<Remote> listed, Collection<PublisherKey> pinned) {
        SignedManifest manifest;
        try {
            manifest = ask(available);
        } catch (AlmonerException.NotFound | AlmonerException.NotAllowed | AlmonerException.Invalid e) {
            throw new AlmonerException.Untrusted("The server has no signed manifest of " + available.name()
                    + ", and what is not signed with " + shown(pinned) + " is not to be taken. Ask the publisher;"
                    + " to take it all the same, set trust to 'unchecked' for this server.");
        }
        var trusted = pinned.contains(manifest.signer())
                ? pinned
                : KeyChain.of(pinned, keys(available)).trusted();
        var files = Signed.byName(verified(manifest, available, trusted));
        compare(available, files, listed);
        return new Signed(manifest, files, null);
    }

    private static String shown(Collection<PublisherKey> keys) {
        return keys.stream().map(PublisherKey::text).collect(Collectors.joining(" or "));
    }

    private static String scope(Available available) {
        return switch (available) {
            case Available.OfVersion version -> version.subject().version().productSlug();
            case Available.OfExtract _ -> EXTRACTS;
        };
    }

    private SignedManifest ask(Available available) {
        var client = server.client();
        return switch (available) {
            case Available.OfVersion version ->
                client.catalog().manifest(version.subject().version());
            case Available.OfExtract extract ->
                client.syndication().manifest(extract.subject().id());
        };
    }

    private List<ListedKey> keys(Available available) {
        var client = server.client();
        return switch (available) {
            case Available.OfVersion version ->
                client.catalog().manifestKeys(version.subject().version().productSlug());
            case Available.OfExtract _ -> client.syndication().manifestKeys();
        };
    }

    private static Manifest verified(SignedManifest manifest, Available available, Collection<PublisherKey> trusted) {
        return switch (available) {
            case Available.OfVersion version ->
                manifest.verify(trusted, version.subject().version());
            case Available.OfExtract extract -> {
                var content = manifest.verify(trusted, extract.subject().id());
                var listed = extract.listed();
                if (!content.populationId().equals(listed.populationId())
                        || content.extractType() != listed.extractType()
                        || !content.datasetType().equals(listed.datasetType())) {
                    throw altered("it is listed as another kind of extract, or of another population, than was signed");
                }
                yield content;
            }
        };
    }

    /** The server may say less than was signed, but nothing else. */
    private static void compare(Available available, Map<String, ManifestFile> signed, List<Remote> listed) {
        var names = new HashSet<String>();
        for (var remote : listed) {
            names.add(remote.fileName());
            var file = signed.get(remote.fileName());
            if (file == null) {
                throw altered("its publisher has not signed the file " + remote.fileName());
            }
            if ((remote.size() != null && remote.size() != file.sizeInBytes())
                    || (remote.sha256() != null && !remote.sha256().equals(file.sha256()))) {
                throw altered(
                        "its file " + remote.fileName() + " is listed with another size or SHA-256 than was signed");
            }
        }
        for (var name : signed.keySet()) {
            if (takes(available, name) && !names.contains(name)) {
                throw altered("its publisher has signed the file " + name + ", which is not listed");
            }
        }
    }

    private static boolean takes(Available available, String fileName) {
        return switch (available) {
            case Available.OfVersion version -> version.takes(fileName);
            case Available.OfExtract _ -> true;
        };
    }

    private static AlmonerException.Untrusted altered(String how) {
        return new AlmonerException.Untrusted("It was altered after it was published: " + how
                + ". Nothing of it was taken; tell the publisher and the operator of the server.");
    }
}
