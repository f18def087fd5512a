package org.almoner.client.proof;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.almoner.client.catalog.Sha256;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.golden.GoldenKey;
import org.almoner.client.syndication.ExtractType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.almoner.client.proof.Vectors.FIRST;
import static org.almoner.client.proof.Vectors.NEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SignedManifestTest {

    private static final String VERSION = Vectors.text("version.jws");
    private static final String EXTRACT = Vectors.text("extract.jws");
    private static final VersionAddress ADDRESS = new VersionAddress("icd-10-cm-1", "code-descriptions-2", "fy-2027-3");
    private static final GoldenKey MINE = new GoldenKey();
    private static final String TYPE = "almoner-manifest+jws";

    @Test
    void aVersionIsReadAsAnotherProgramHasSignedIt() {
        var manifest = SignedManifest.parse(VERSION).verify(Set.of(NEXT, FIRST), ADDRESS);
        assertThat(manifest)
                .isEqualTo(new Manifest.OfVersion(
                        "cernerdemo",
                        "icd-10-cm-1",
                        "ICD-10-CM",
                        "code-descriptions-2",
                        "Code Descriptions",
                        "fy-2027-3",
                        "FY 2027 – à jour",
                        LocalDate.of(2026, 10, 1),
                        LocalDate.of(2026, 11, 22),
                        Instant.parse("2026-11-22T08:00:00.123456Z"),
                        List.of(
                                // printf 'A00\n' | sha256sum
                                new ManifestFile(
                                        "codes.txt",
                                        4,
                                        new Sha256("309afc6ee97345784b3190e69f519f6dd1ead5fca92e883839f639026"
                                                + "68ce83d"),
                                        "text/plain"),
                                new ManifestFile("empty", 0, Sha256.of(Sha256.digest()), null))));
        assertThat(manifest.file("empty")).isPresent();
        assertThat(manifest.file("Empty")).isEmpty();
    }

    @Test
    void anExtractIsReadAsAnotherProgramHasSignedIt() {
        var manifest = SignedManifest.parse(EXTRACT).verify(Set.of(FIRST), 42);
        assertThat(manifest.publisher()).isEqualTo("almoner");
        assertThat(manifest.extractType()).isEqualTo(ExtractType.INCREMENTAL);
        assertThat(manifest.baseExtractId()).isEqualTo(41);
        assertThat(manifest.releasedAt()).isEqualTo(Instant.parse("2026-11-22T08:00:00Z"));
        assertThat(manifest.files())
                .singleElement()
                .extracting(ManifestFile::sizeInBytes)
                .isEqualTo(5_368_709_121L);
    }

    @Test
    void itsTextIsWhatCame() {
        assertThat(SignedManifest.parse(VERSION).text()).isEqualTo(VERSION);
        assertThat(SignedManifest.parse(VERSION).signer()).isEqualTo(FIRST);
    }

    @Test
    void aKeyThatIsOnlyInTheHeaderIsNotTrusted() {
        var manifest = SignedManifest.parse(MINE.manifest("{}"));
        assertThat(manifest.signer()).isEqualTo(MINE.key());
        assertThatExceptionOfType(AlmonerException.Untrusted.class)
                .isThrownBy(() -> manifest.verify(Set.of(FIRST, NEXT)))
                .withMessageContaining(MINE.key().text())
                .withMessageContaining("Ask the publisher");
        assertThatExceptionOfType(AlmonerException.Untrusted.class).isThrownBy(() -> manifest.verify(Set.of()));
    }

    @Test
    void aHeaderThatNamesTheTrustedKeyDoesNotMakeASignatureIts() {
        var mine = MINE.jws(headerOf(FIRST), "{\"manifest\":1,\"type\":\"version\"}");
        assertThatExceptionOfType(AlmonerException.Untrusted.class)
                .isThrownBy(() -> SignedManifest.parse(mine).verify(Set.of(FIRST)))
                .withMessageContaining("altered");
    }

    @Test
    void noCharacterCanBeAnother() {
        for (int at = 0; at < VERSION.length(); at++) {
            var altered = new StringBuilder(VERSION);
            altered.setCharAt(at, VERSION.charAt(at) == 'A' ? 'B' : 'A');
            assertThatExceptionOfType(AlmonerException.class)
                    .as("character %s", at)
                    .isThrownBy(() -> SignedManifest.parse(altered.toString()).verify(Set.of(FIRST)))
                    .isInstanceOfAny(AlmonerException.Untrusted.class, AlmonerException.BadAnswer.class);
        }
    }

    @Test
    void thePayloadOfAnotherManifestDoesNotFit() {
        var swapped = part(VERSION, 0) + "." + part(EXTRACT, 1) + "." + part(VERSION, 2);
        assertThatExceptionOfType(AlmonerException.Untrusted.class)
                .isThrownBy(() -> SignedManifest.parse(swapped).verify(Set.of(FIRST)));
    }

    @Test
    void theManifestOfSomethingElseIsNotWhatWasAskedFor() {
        var version = SignedManifest.parse(VERSION);
        var extract = SignedManifest.parse(EXTRACT);
        var trusted = Set.of(FIRST);
        var older = new VersionAddress("icd-10-cm-1", "code-descriptions-2", "fy-2026-2");
        assertThatExceptionOfType(AlmonerException.Untrusted.class)
                .isThrownBy(() -> version.verify(trusted, older))
                .withMessageContaining("instead of that of version " + older);
        assertThatExceptionOfType(AlmonerException.Untrusted.class).isThrownBy(() -> extract.verify(trusted, ADDRESS));
        assertThatExceptionOfType(AlmonerException.Untrusted.class).isThrownBy(() -> extract.verify(trusted, 41));
        assertThatExceptionOfType(AlmonerException.Untrusted.class).isThrownBy(() -> version.verify(trusted, 42));
    }

    static Stream<String> headersThatAreRefused() {
        var key = MINE.key();
        var kid = "\"kid\":\"" + key.thumbprint() + "\"";
        var start = "{\"alg\":\"EdDSA\",\"typ\":\"" + TYPE + "\",";
        var jwk = "\"jwk\":" + key.document();
        return Stream.of(
                "",
                "[]",
                "{}",
                "\"EdDSA\"",
                // RFC 7515 §6 knows a JWS without a signature, and RFC 8725 why nobody should.
                MINE.header(TYPE).replace("EdDSA", "none"),
                MINE.header(TYPE).replace("EdDSA", "HS256"),
                MINE.header(TYPE).replace("EdDSA", "Ed25519"),
                MINE.header(TYPE).replace("EdDSA", "eddsa"),
                MINE.header("almoner-key-endorsement+jws"),
                MINE.header("JWT"),
                MINE.header(TYPE).replace("\"typ\":\"" + TYPE + "\",", ""),
                MINE.header(TYPE).replace("Ed25519", "X25519"),
                MINE.header(TYPE).replace("OKP", "EC"),
                MINE.header(TYPE) + " x",
                MINE.header(TYPE) + MINE.header(TYPE),
                start + "\"crit\":[\"b64\"],\"b64\":false," + kid + "," + jwk + "}",
                start + "\"crit\":null," + kid + "," + jwk + "}",
                start + "\"alg\":\"EdDSA\"," + kid + "," + jwk + "}",
                start + kid + "," + jwk + "," + jwk + "}",
                start + kid + "}",
                start + jwk + "}",
                start + "\"kid\":\"" + FIRST.thumbprint() + "\"," + jwk + "}",
                start + kid + ",\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + key.x() + "=\"}}",
                start + kid + ",\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AAAA\"}}",
                start + kid + ",\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + key.x()
                        + "\",\"d\":\"AAAA\"}}",
                start + kid + ",\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":[\"" + key.x() + "\"]}}",
                start + kid + ",\"jwk\":\"" + key.x() + "\"}",
                start + kid + "," + jwk + ",\"pad\":\"" + "x".repeat(4000) + "\"}");
    }

    @ParameterizedTest
    @MethodSource("headersThatAreRefused")
    void anotherHeaderIsRefusedHoweverWellItIsSigned(String header) {
        assertThatExceptionOfType(AlmonerException.BadAnswer.class)
                .isThrownBy(() -> SignedManifest.parse(MINE.jws(header, "{}")));
    }

    @Test
    void whatMayBeInAHeaderBesidesIsPassedOver() {
        var more = MINE.header(TYPE).replace("{\"alg\"", "{\"later\":1,\"alg\"");
        assertThat(SignedManifest.parse(MINE.jws(more, "{}")).signer()).isEqualTo(MINE.key());
    }

    static Stream<String> textsThatAreNoJws() {
        return Stream.of(
                "",
                ".",
                "..",
                "...",
                VERSION + ".",
                "." + VERSION,
                VERSION + "\n",
                " " + VERSION,
                VERSION + "=",
                VERSION.replaceFirst("\\.", ".."),
                VERSION.substring(0, VERSION.lastIndexOf('.')),
                // The JSON serialization of RFC 7515 §7.2.2.
                "{\"protected\":\"" + part(VERSION, 0) + "\",\"payload\":\"" + part(VERSION, 1) + "\",\"signature\":\""
                        + part(VERSION, 2) + "\"}",
                part(VERSION, 0) + "." + part(VERSION, 1) + "+." + part(VERSION, 2),
                // Padding and blanks that a lenient reader would take.
                part(VERSION, 0) + "." + part(VERSION, 1) + "==." + part(VERSION, 2),
                VERSION + ".".repeat(1_000_000));
    }

    @ParameterizedTest
    @MethodSource("textsThatAreNoJws")
    void whatIsNoJwsIsRefused(String text) {
        assertThatExceptionOfType(AlmonerException.BadAnswer.class).isThrownBy(() -> SignedManifest.parse(text));
    }

    @Test
    void aManifestWithoutEndIsRefusedUnread() {
        assertThatExceptionOfType(AlmonerException.BadAnswer.class)
                .isThrownBy(() -> SignedManifest.parse("A".repeat((64 << 20) + 1)))
                .withMessageContaining("longer");
    }

    @Test
    void anUnsignedManifestIsRefused() {
        var unsigned = VERSION.substring(0, VERSION.lastIndexOf('.') + 1);
        assertThatExceptionOfType(AlmonerException.Untrusted.class)
                .isThrownBy(() -> SignedManifest.parse(unsigned).verify(Set.of(FIRST)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{\"manifest\":2,\"type\":\"version\"}",
                "{\"manifest\":\"1\",\"type\":\"version\"}",
                "{\"manifest\":1,\"type\":\"product\"}",
                "{\"manifest\":1,\"type\":\"version\"}",
                "{\"manifest\":1,\"type\":\"extract\",\"files\":[]}",
            })
    void whatIsNoManifestIsRefusedHoweverWellItIsSigned(String payload) {
        var manifest = SignedManifest.parse(MINE.manifest(payload));
        assertThatExceptionOfType(AlmonerException.BadAnswer.class)
                .isThrownBy(() -> manifest.verify(Set.of(MINE.key())));
    }

    @Test
    void namesThatComeTwiceAreRefused() {
        var payload = payload(VERSION);
        assertThat(SignedManifest.parse(MINE.manifest(payload)).verify(Set.of(MINE.key()), ADDRESS))
                .isNotNull();
        for (var twice : List.of(
                payload.replace("{\"manifest\":1,", "{\"manifest\":1,\"manifest\":1,"),
                payload.replace("\"size_in_bytes\":4,", "\"size_in_bytes\":4,\"size_in_bytes\":4,"),
                payload.replace("\"file_name\":\"empty\"", "\"file_name\":\"codes.txt\""),
                payload + "{}")) {
            var manifest = SignedManifest.parse(MINE.manifest(twice));
            assertThatExceptionOfType(AlmonerException.BadAnswer.class)
                    .isThrownBy(() -> manifest.verify(Set.of(MINE.key())));
        }
    }

    @Test
    void whatANewerPublisherSaysBesidesIsPassedOver() {
        var more = payload(VERSION).replace("{\"manifest\":1,", "{\"manifest\":1,\"later\":{\"x\":[]},");
        assertThat(SignedManifest.parse(MINE.manifest(more)).verify(Set.of(MINE.key()), ADDRESS))
                .isNotNull();
    }

    private static String headerOf(PublisherKey key) {
        return "{\"alg\":\"EdDSA\",\"typ\":\"" + TYPE + "\",\"kid\":\"" + key.thumbprint() + "\",\"jwk\":"
                + key.document() + "}";
    }

    private static String part(String jws, int number) {
        return List.of(jws.split("\\.", -1)).get(number);
    }

    private static String payload(String jws) {
        return new String(Base64.getUrlDecoder().decode(part(jws, 1)), StandardCharsets.UTF_8);
    }
}
