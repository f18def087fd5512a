package org.almoner.server.sns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;

import javax.security.auth.x500.X500Principal;

import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Certificates of signing keys (RFC 5280), which the keys issue to themselves: receivers believe them because of the https server that they come
 * from, and some ask besides that they be made out for the name that SNS's own have.
 */
final class Certificates {

    private static final X500Principal SUBJECT = new X500Principal("CN=sns.amazonaws.com, O=Almoner");

    /** Clocks of receivers may be behind. */
    private static final Duration BEFORE = Duration.ofDays(1);

    private static final Duration VALIDITY = Duration.ofDays(3653);
    private static final int SERIAL_BITS = 128;
    private static final int ID_LENGTH = 16;
    private static final int LINE = 64;

    private Certificates() {}

    /**
     * A certificate as it is given out.
     *
     * @param id the first 32 hexadecimal digits of its SHA-256: as many as names of SNS's certificates have, which some receivers count
     * @param pem one block, LF at the end of each line (RFC 7468)
     */
    record Issued(String id, String pem) {}

    static Issued issue(KeyPair pair, Collection<String> names, Instant now, SecureRandom random) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    SUBJECT,
                    new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
                    Date.from(now.minus(BEFORE)),
                    Date.from(now.plus(VALIDITY)),
                    SUBJECT,
                    pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.subjectAlternativeName, false, alternatives(names));
            var signer = new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate());
            var encoded = builder.build(signer).getEncoded();
            return new Issued(id(encoded), pem(encoded));
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("Every Java platform has RSA signatures", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GeneralNames alternatives(Collection<String> names) {
        return new GeneralNames(names.stream()
                .distinct()
                .map(name -> new GeneralName(GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    private static String id(byte[] encoded) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(encoded);
            return HexFormat.of().formatHex(hash, 0, ID_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String pem(byte[] encoded) {
        var lines = Base64.getMimeEncoder(LINE, "\n".getBytes(US_ASCII)).encodeToString(encoded);
        return "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
    }
}
