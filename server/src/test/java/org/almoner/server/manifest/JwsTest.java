package org.almoner.server.manifest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Signatures of Ed25519 have no chance in them, so that ours are those of other programs, bit by bit. */
class JwsTest {

    private static final String X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

    /** The key of RFC 8037 appendix A.1. */
    private static final Ed25519 KEY = Ed25519.of(pkcs8("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"), X);

    /** RFC 8037 appendix A.4. */
    @Test
    void signsAsTheStandardDoes() {
        var message = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc".getBytes(StandardCharsets.US_ASCII);

        assertThat(Ed25519.BASE64.encodeToString(KEY.sign(message)))
                .isEqualTo("hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
    }

    /** RFC 8037 appendix A.3. */
    @Test
    void namesKeysAsTheStandardDoes() {
        assertThat(KEY.thumbprint()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    /** The files were made with Python's {@code cryptography}. */
    @Test
    void signsAsAnotherProgramDoes() throws IOException {
        for (var name : new String[] {"version.jws", "endorsement.jws"}) {
            var theirs = text(name);
            var parts = theirs.split("\\.", -1);
            var type = name.equals("version.jws") ? "almoner-manifest+jws" : "almoner-key-endorsement+jws";

            assertThat(Jws.sign(KEY, type, Base64.getUrlDecoder().decode(parts[1])))
                    .isEqualTo(theirs);
        }
    }

    @Test
    void isReadByAnotherLibrary() throws Exception {
        var made = Ed25519.generate(new SecureRandom());
        var jws = JWSObject.parse(Jws.sign(made, "almoner-manifest+jws", "{\"ü\":1}".getBytes(StandardCharsets.UTF_8)));
        var header = jws.getHeader();

        assertThat(header.getAlgorithm()).isEqualTo(JWSAlgorithm.EdDSA);
        assertThat(header.getType().getType()).isEqualTo("almoner-manifest+jws");
        assertThat(header.getIncludedParams()).containsExactlyInAnyOrder("alg", "typ", "kid", "jwk");
        assertThat(header.getJWK().isPrivate()).isFalse();
        assertThat(header.getJWK().computeThumbprint()).hasToString(header.getKeyID());
        assertThat(header.getJWK().toOctetKeyPair().getCurve()).hasToString("Ed25519");
        assertThat(jws.getPayload().toString()).isEqualTo("{\"ü\":1}");
        assertThat(jws.getSignature().decode()).hasSize(64);
    }

    @Test
    void whatIsKeptIsTheSameKey() {
        var made = Ed25519.generate(new SecureRandom());
        var kept = Ed25519.of(made.secret(), made.x());
        var message = new byte[] {1, 2, 3};

        assertThat(kept.thumbprint()).isEqualTo(made.thumbprint());
        assertThat(kept.sign(message)).isEqualTo(made.sign(message));
    }

    @Test
    void knowsItsOwnSignatureFromAnAlteredOne() throws IOException {
        var jws = text("version.jws");
        var payload = Base64.getUrlDecoder().decode(jws.split("\\.", -1)[1]);

        assertThat(Jws.payload(KEY, "almoner-manifest+jws", jws)).isEqualTo(payload);
        assertThat(Jws.payload(KEY, "almoner-key-endorsement+jws", jws)).isNull();
        assertThat(Jws.payload(Ed25519.generate(new SecureRandom()), "almoner-manifest+jws", jws))
                .isNull();
        assertThat(Jws.payload(KEY, "almoner-manifest+jws", "")).isNull();
        for (int at = 0; at < jws.length() - 1; at++) {
            var altered = new StringBuilder(jws);
            altered.setCharAt(at, jws.charAt(at) == 'A' ? 'B' : 'A');
            assertThat(Jws.payload(KEY, "almoner-manifest+jws", altered.toString()))
                    .as("character %s", at)
                    .isNull();
        }
    }

    /** RFC 8410 §7. */
    private static byte[] pkcs8(String d) {
        var prefix = "302e020100300506032b657004220420";
        return HexFormat.of()
                .parseHex(
                        prefix + HexFormat.of().formatHex(Base64.getUrlDecoder().decode(d)));
    }

    private static String text(String name) throws IOException {
        try (var in = Objects.requireNonNull(JwsTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
