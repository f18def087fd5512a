package org.almoner.client.download;

import java.net.http.HttpHeaders;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

import org.almoner.client.catalog.Sha256;

/**
 * What the head of an answer says of the whole object.
 *
 * @param ranges whether the server says that it sends parts (RFC 9110 §14.3), or has just done so
 */
record Offer(OptionalLong size, Optional<Validator> validator, Optional<Sha256> digest, boolean ranges) {

    /** RFC 9530 §2: a dictionary of byte sequences, of which this looks at one. */
    private static final Pattern SHA_256 = Pattern.compile("(?:^|,)[ \\t]*sha-256=:([A-Za-z0-9+/]{43}=):");

    /** @param part whether the answer holds a part */
    static Offer of(OptionalLong size, HttpHeaders headers, boolean part) {
        return new Offer(
                size,
                Validator.of(headers),
                digest(headers),
                part
                        || headers.firstValue("Accept-Ranges")
                                .filter(field -> field.strip().equalsIgnoreCase("bytes"))
                                .isPresent());
    }

    /** The digest of the whole object, in an answer that holds a part of it, too (RFC 9530 §3). */
    private static Optional<Sha256> digest(HttpHeaders headers) {
        var found = SHA_256.matcher(String.join(",", headers.allValues("Repr-Digest")));
        return found.find()
                ? Optional.of(
                        new Sha256(HexFormat.of().formatHex(Base64.getDecoder().decode(found.group(1)))))
                : Optional.empty();
    }
}
