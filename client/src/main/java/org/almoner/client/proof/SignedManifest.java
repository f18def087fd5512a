package org.almoner.client.proof;

import java.util.Collection;

import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.failure.AlmonerException;
import tools.jackson.core.JacksonException;

/**
 * A manifest and the signature under it. What it says is told only to whoever says which keys are trusted.
 *
 * {@snippet :
 * var trusted = KeyChain.of(pinned, almoner.catalog().manifestKeys("icd-10-cm-1")).trusted();
 * var manifest = almoner.catalog().manifest(version).verify(trusted, version);
 * }
 */
public final class SignedManifest {

    /** The media type that servers send it as. */
    public static final String MEDIA_TYPE = "application/jose";

    private static final String TYPE = "almoner-manifest+jws";
    private static final int KNOWN = 1;

    private final CompactJws jws;

    private SignedManifest(CompactJws jws) {
        this.jws = jws;
    }

    /**
     * Reads a manifest, as a server sent it or as it was kept. Believes nothing of it.
     *
     * @param jws in compact serialization (RFC 7515 §7.1), without anything before or after it
     * @throws AlmonerException.BadAnswer if it is not a JWS with {@code EdDSA}, the type {@code almoner-manifest+jws} and an Ed25519 key
     *     in its header
     */
    public static SignedManifest parse(String jws) {
        return new SignedManifest(CompactJws.parse(jws, TYPE, "manifest"));
    }

    /** The very text that was parsed, to be kept: it can be verified again at any time, without the server. */
    public String text() {
        return jws.text();
    }

    /** The key that the manifest says it was signed with. Anybody can make a manifest that names any key: not to be trusted by itself. */
    public PublisherKey signer() {
        return jws.signer();
    }

    /**
     * What was signed. Whoever asked for the manifest of one thing has to look whether it is of that thing, since a server could send
     * that of another; {@link #verify(Collection, VersionAddress)} and {@link #verify(Collection, long)} do.
     *
     * @param trusted the keys that are trusted, such as {@link KeyChain#trusted()}
     * @throws AlmonerException.Untrusted if none of the keys has signed it
     * @throws AlmonerException.BadAnswer if a trusted key has signed something that this program cannot read
     */
    public Manifest verify(Collection<PublisherKey> trusted) {
        if (!trusted.contains(signer())) {
            throw new AlmonerException.Untrusted(
                    "The manifest names the key " + signer().text() + ", which is not one that you trust."
                            + " Ask the publisher, in another way than through this server, whether that is its key;"
                            + " if it is, trust it, and if it is not, do not use the files.");
        }
        if (!jws.signed()) {
            throw new AlmonerException.Untrusted(
                    "The signature of the manifest is not that of the key " + signer().text()
                            + ": the manifest was altered after it was signed, or never signed by it."
                            + " Do not use the files, and tell the publisher.");
        }
        try {
            return read(jws.payload());
        } catch (JacksonException e) {
            throw new AlmonerException.BadAnswer(
                    "The manifest is signed, but does not say what a manifest says: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * What was signed about one version.
     *
     * @throws AlmonerException.Untrusted also if the manifest is of anything else
     * @throws AlmonerException.BadAnswer as {@link #verify(Collection)}
     */
    public Manifest.OfVersion verify(Collection<PublisherKey> trusted, VersionAddress version) {
        return switch (verify(trusted)) {
            case Manifest.OfVersion of when of.address().equals(version) -> of;
            case Manifest.OfVersion of -> throw another("version " + version, "of version " + of.address());
            case Manifest.OfExtract of -> throw another("version " + version, "of extract " + of.extractId());
        };
    }

    /**
     * What was signed about one extract.
     *
     * @throws AlmonerException.Untrusted also if the manifest is of anything else
     * @throws AlmonerException.BadAnswer as {@link #verify(Collection)}
     */
    public Manifest.OfExtract verify(Collection<PublisherKey> trusted, long extractId) {
        return switch (verify(trusted)) {
            case Manifest.OfExtract of when of.extractId() == extractId -> of;
            case Manifest.OfExtract of -> throw another("extract " + extractId, "of extract " + of.extractId());
            case Manifest.OfVersion of -> throw another("extract " + extractId, "of version " + of.address());
        };
    }

    private static Manifest read(byte[] payload) {
        var json = StrictJson.tree(payload);
        var number = json.path("manifest");
        if (!number.isInt() || number.intValue() != KNOWN) {
            throw new AlmonerException.BadAnswer("The manifest is of the form " + number
                    + ", and this program knows the form " + KNOWN + ". Use a newer one.");
        }
        return switch (json.path("type").asString("")) {
            case "version" -> StrictJson.read(json, Manifest.OfVersion.class);
            case "extract" -> StrictJson.read(json, Manifest.OfExtract.class);
            default ->
                throw new AlmonerException.BadAnswer("The manifest is of a " + json.path("type")
                        + ", which this program does not know. Use a newer one.");
        };
    }

    private static AlmonerException.Untrusted another(String asked, String found) {
        return new AlmonerException.Untrusted("The server sent the manifest " + found + " instead of that of " + asked
                + ". Do not use the files, and tell the operator of the server.");
    }

    @Override
    public String toString() {
        return "SignedManifest[signer=" + signer().text() + "]";
    }
}
