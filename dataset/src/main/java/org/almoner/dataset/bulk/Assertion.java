package org.almoner.dataset.bulk;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes the signed assertions (RFC 7523) by which a client asks for tokens. */
final class Assertion {

    /** SMART allows five minutes; one is left for clocks that differ. */
    private static final Duration LIFE = Duration.ofMinutes(4);

    private static final int UNIQUE = 16;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private Assertion() {}

    static String of(Authentication.SignedAssertion client, URI tokenEndpoint, Instant now, RandomGenerator random) {
        var unique = new byte[UNIQUE];
        random.nextBytes(unique);
        var header = Json.MAPPER
                .createObjectNode()
                .put("alg", client.key().algorithm())
                .put("kid", client.key().id())
                .put("typ", "JWT");
        var claims = Json.MAPPER
                .createObjectNode()
                .put("iss", client.clientId())
                .put("sub", client.clientId())
                .put("aud", tokenEndpoint.toString())
                .put("jti", HexFormat.of().formatHex(unique))
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(LIFE).getEpochSecond());
        var signed = base64(header.toString()) + "." + base64(claims.toString());
        return signed + "." + BASE64.encodeToString(client.key().sign(signed));
    }

    private static String base64(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
