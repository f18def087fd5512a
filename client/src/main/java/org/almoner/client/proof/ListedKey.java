package org.almoner.client.proof;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * A key that a server lists as a publisher's. That it is listed does not make it trusted: see {@link KeyChain}.
 *
 * @param endorsement what the key before it has signed for this one: a JWS in compact serialization; null when no key speaks for it
 */
public record ListedKey(
        PublisherKey key, Instant createdAt, @Nullable String endorsement) {

    public ListedKey {
        requireNonNull(key, "key is missing");
        requireNonNull(createdAt, "created_at is missing");
    }

    /** A key as it is written in a JWK set (RFC 7517 §4, RFC 8037 §2). */
    record Jwk(
            @Nullable String kty,
            @Nullable String crv,
            @Nullable String x,
            @Nullable String kid,
            @Nullable Instant createdAt,
            @Nullable String endorsement) {

        /** RFC 7517 §5: keys of kinds that are not known are to be passed over. */
        boolean known() {
            return "OKP".equals(kty) && "Ed25519".equals(crv);
        }

        ListedKey key() {
            var key = new PublisherKey(requireNonNull(x, "x is missing"));
            if (!key.thumbprint().equals(kid)) {
                throw new IllegalArgumentException(
                        "The key " + key.text() + " is listed under another name than its own");
            }
            return new ListedKey(key, requireNonNull(createdAt, "created_at is missing"), endorsement);
        }
    }

    /** A JWK set (RFC 7517 §5). */
    record Jwks(List<ListedKey> listed) {

        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        static Jwks of(List<Jwk> keys) {
            return new Jwks(requireNonNull(keys, "keys is missing").stream()
                    .filter(Objects::nonNull)
                    .filter(Jwk::known)
                    .map(Jwk::key)
                    .toList());
        }
    }
}
