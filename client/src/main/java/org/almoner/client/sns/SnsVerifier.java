package org.almoner.client.sns;

import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;

import org.almoner.client.failure.AlmonerException;

/**
 * Tells whether messages were signed by whom they should be: the rules of the Amazon SNS developer guide, "Verifying the signatures of
 * Amazon SNS messages". Safe for use by many threads.
 */
public final class SnsVerifier {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final SigningCertificates certificates;

    /**
     * @param http fetches certificates; must not follow redirects
     * @param hosts where certificates may be
     */
    public SnsVerifier(HttpClient http, SnsHosts hosts, InstantSource clock) {
        if (http.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("A redirect would lead to a host that nobody has checked");
        }
        this.certificates = new SigningCertificates(http, hosts, clock);
    }

    /** A client as this needs one, with the certificate authorities of the platform. */
    public static HttpClient http() {
        return HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * Verifies a message.
     *
     * @return the same message, to be believed now
     * @throws AlmonerException.Untrusted if it is not signed as it has to be
     * @throws AlmonerException.Unreachable if the certificate cannot be fetched just now
     */
    public SnsMessage verify(SnsMessage message) {
        var signing = message.signing();
        var algorithm = switch (signing.version()) {
            case "1" -> "SHA1withRSA";
            case "2" -> "SHA256withRSA";
            default ->
                throw new AlmonerException.Untrusted(
                        "A message is signed in a way that this program does not know: its SignatureVersion is neither 1 nor 2.");
        };
        if (!signed(message, algorithm, certificates.key(signing.certificate()))) {
            throw new AlmonerException.Untrusted(
                    "The signature of a message does not hold: it was altered on its way, or is not from whom it says.");
        }
        return message;
    }

    private static boolean signed(SnsMessage message, String algorithm, PublicKey key) {
        try {
            var signature = Base64.getDecoder().decode(message.signing().signature());
            var verifier = Signature.getInstance(algorithm);
            verifier.initVerify(key);
            verifier.update(message.stringToSign().getBytes(StandardCharsets.UTF_8));
            return verifier.verify(signature);
        } catch (SignatureException | IllegalArgumentException e) {
            // Not Base64, or of another length than the key's signatures are.
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has RSA signatures", e);
        }
    }
}
