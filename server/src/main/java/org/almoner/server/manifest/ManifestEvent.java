package org.almoner.server.manifest;

import org.jspecify.annotations.Nullable;

/** What happened to keys that manifests are signed with. Published inside the transaction that does it. */
public sealed interface ManifestEvent {

    /** The organization id of whoever did it; null if the server did by itself. */
    @Nullable
    String organization();

    /** The client id of whoever did it; null if the server did by itself. */
    @Nullable
    String clientId();

    /** Whose key it is. */
    Signer signer();

    /** The {@code kid} of the key. */
    String keyId();

    /** More for whoever reads the audit trail. */
    default String detail() {
        return "of " + signer().id();
    }

    /** A key was made, and signs from now on. */
    record KeyMade(@Nullable String organization, @Nullable String clientId, Signer signer, String keyId)
            implements ManifestEvent {}

    /**
     * The signatures of a key count for nothing any more.
     *
     * @param signedAnew how many manifests another key has signed in its place
     * @param leftAlone how many were found altered, so that no key signs them
     */
    record KeyWithdrawn(
            String organization, String clientId, Signer signer, String keyId, int signedAnew, int leftAlone)
            implements ManifestEvent {

        @Override
        public String detail() {
            return ManifestEvent.super.detail() + ", " + signedAnew + " manifests signed anew, " + leftAlone
                    + " found altered";
        }
    }
}
