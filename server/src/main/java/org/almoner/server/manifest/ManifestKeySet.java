package org.almoner.server.manifest;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.almoner.server.web.Timestamps;
import org.jspecify.annotations.Nullable;

/** The public keys of a signer as a JWK set (RFC 7517 §5), oldest first. */
@Schema(name = "ManifestKeySet", description = "Public keys as a JWK Set (RFC 7517), oldest first.")
public record ManifestKeySet(List<Jwk> keys) {

    public ManifestKeySet {
        keys = List.copyOf(keys);
    }

    /** A public key (RFC 8037 §2). */
    @Schema(name = "ManifestKey", description = "A public key of Ed25519 as a JWK (RFC 8037).")
    public record Jwk(
            @Schema(example = "OKP") String kty,
            @Schema(example = "Ed25519") String crv,

            @Schema(description = "The key.", example = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
            String x,

            @Schema(description = "Its thumbprint (RFC 7638).", example = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
            String kid,

            @Schema(example = "sig") String use,

            @Schema(example = "2022-12-15T20:36:54.371613+00:00")
            String createdAt,

            @Schema(
                    description =
                            "What the key before it has signed for it: a JWS of the JSON that its thumbprint is made of."
                                    + " Absent if none has.")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            String endorsement) {

        static Jwk of(ManifestKey key) {
            return new Jwk(
                    "OKP",
                    "Ed25519",
                    key.pair().x(),
                    key.id(),
                    "sig",
                    Timestamps.text(key.createdAt()),
                    key.endorsement());
        }
    }

    static ManifestKeySet of(List<ManifestKey> keys) {
        return new ManifestKeySet(keys.stream().map(Jwk::of).toList());
    }
}
