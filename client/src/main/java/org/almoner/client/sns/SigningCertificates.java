package org.almoner.client.sns;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import org.almoner.client.failure.AlmonerException;

/** Fetches certificates of signing keys, each once. Who vouches for one is the https server that it comes from. Safe for use by many threads. */
final class SigningCertificates {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int LARGEST = 64 << 10;
    private static final int LEAST_BITS = 2048;

    /** Whoever sends messages could name a new address in each. */
    private static final int MOST = 64;

    private final HttpClient http;
    private final SnsHosts hosts;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<URI, X509Certificate> known = new LinkedHashMap<>();

    /** @param http follows no redirects */
    SigningCertificates(HttpClient http, SnsHosts hosts, InstantSource clock) {
        this.http = http;
        this.hosts = hosts;
        this.clock = clock;
    }

    /**
     * The key that a certificate is of.
     *
     * @throws AlmonerException.Untrusted if the certificate must not be asked for there, or is not valid now
     * @throws AlmonerException.Unreachable if it cannot be fetched
     */
    PublicKey key(URI address) {
        var checked = hosts.checked(address, "SigningCertURL");
        if (!String.valueOf(checked.getRawPath()).endsWith(".pem") || checked.getRawQuery() != null) {
            throw new AlmonerException.Untrusted("The SigningCertURL of a message does not end in .pem.");
        }
        lock.lock();
        try {
            var certificate = known.get(checked);
            if (certificate == null) {
                certificate = parsed(fetched(checked));
                if (known.size() == MOST) {
                    known.remove(known.keySet().iterator().next());
                }
                known.put(checked, certificate);
            }
            return usable(certificate);
        } finally {
            lock.unlock();
        }
    }

    private byte[] fetched(URI address) {
        var request = HttpRequest.newBuilder(address).timeout(PATIENCE).GET().build();
        try {
            var answer = http.send(request, BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new AlmonerException.Untrusted(
                            "The certificate of a message is not there: its address answers " + answer.statusCode()
                                    + ".");
                }
                return body.readNBytes(LARGEST);
            }
        } catch (IOException e) {
            throw new AlmonerException.Unreachable(
                    "The certificate of a message cannot be fetched from " + address.getHost() + ": " + e.getMessage(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AlmonerException.Interrupted(e);
        }
    }

    private static X509Certificate parsed(byte[] pem) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
        } catch (GeneralSecurityException e) {
            throw new AlmonerException.Untrusted("What is at the SigningCertURL of a message is not a certificate.");
        }
    }

    private PublicKey usable(X509Certificate certificate) {
        try {
            certificate.checkValidity(Date.from(clock.instant()));
        } catch (GeneralSecurityException e) {
            throw new AlmonerException.Untrusted("The certificate of a message is not valid now: " + e.getMessage()
                    + ". Is this machine's clock right?");
        }
        if (certificate.getPublicKey() instanceof RSAPublicKey key
                && key.getModulus().bitLength() >= LEAST_BITS) {
            return key;
        }
        throw new AlmonerException.Untrusted(
                "The certificate of a message is not of an RSA key of " + LEAST_BITS + " bits or more.");
    }
}
