package org.almoner.client.download;

import java.util.Objects;
import java.util.Optional;

import org.almoner.client.catalog.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * What a partial file is a part of. Kept beside it, so that a later process goes on only with the same object.
 *
 * @param id where the object is listed, and may be asked for again
 * @param size in bytes; null when the server does not say
 * @param sha256 as listed, or else as sent with the bytes; null when the server does not say
 * @param validator null when the server sends none that is strong enough
 */
record Identity(
        String id,
        @Nullable Long size,
        @Nullable Sha256 sha256,
        @Nullable Validator validator) {

    /** What there is before the first answer. */
    static Identity of(Remote remote) {
        return new Identity(remote.id(), remote.size(), remote.sha256(), null);
    }

    /** With what an answer adds. */
    Identity with(Offer offer) {
        return new Identity(
                id,
                size == null && offer.size().isPresent()
                        ? Long.valueOf(offer.size().getAsLong())
                        : size,
                sha256 == null ? offer.digest().orElse(null) : sha256,
                offer.validator().orElse(null));
    }

    Optional<Validator> ifRange() {
        return Optional.ofNullable(validator);
    }

    /** Whether bytes of several answers can be put together, and it will come out if they do not belong together. */
    boolean resumable() {
        return validator != null || sha256 != null;
    }

    /** Whether the bytes of this can be the beginning of that. */
    boolean continuesAs(Remote remote) {
        boolean sameSize = remote.size() == null || remote.size().equals(size);
        boolean sameHash = remote.sha256() == null || remote.sha256().equals(sha256);
        // With one hash it is one object, wherever it is listed.
        boolean sameObject = remote.sha256() != null || Objects.equals(id, remote.id());
        return resumable() && sameSize && sameHash && sameObject;
    }
}
