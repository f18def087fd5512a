package org.almoner.server.storage;

import java.util.Base64;
import java.util.regex.Pattern;

import org.almoner.server.failure.Invalid;
import org.jspecify.annotations.Nullable;

/** Reads {@code Repr-Digest} (RFC 9530 §3). */
public final class ReprDigest {

    private static final Pattern MEMBER = Pattern.compile("(?:^|,)[ \t]*sha-256=([^,]*)");
    private static final Pattern BYTES = Pattern.compile(":([A-Za-z0-9+/]{43}=):[ \t]*");

    private ReprDigest() {}

    /**
     * The SHA-256 among the digests; null if there is none, since a receiver ignores algorithms that it does not know.
     *
     * @throws Invalid if what is there cannot be a SHA-256
     */
    public static @Nullable Sha256 sha256(@Nullable String field) {
        var member = MEMBER.matcher(field == null ? "" : field);
        if (!member.find()) {
            return null;
        }
        var bytes = BYTES.matcher(member.group(1));
        if (!bytes.matches()) {
            throw new Invalid("The sha-256 of Repr-Digest must be 32 bytes in Base64 between colons.");
        }
        return Sha256.of(Base64.getDecoder().decode(bytes.group(1)));
    }
}
