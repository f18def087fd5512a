package org.almoner.server.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import org.jspecify.annotations.Nullable;

/** Whose certificates of endpoints are believed: what Java trusts, and the operator's own authorities. */
final class Trust {

    private Trust() {}

    /** @throws IllegalArgumentException if the file holds no certificates */
    static SSLContext of(@Nullable Path more) {
        try {
            var authorities = KeyStore.getInstance(KeyStore.getDefaultType());
            authorities.load(null, null);
            var number = 0;
            for (var known : java()) {
                for (var authority : known.getAcceptedIssuers()) {
                    authorities.setCertificateEntry("java-" + number++, authority);
                }
            }
            if (more != null) {
                for (var authority : certificates(more)) {
                    authorities.setCertificateEntry("own-" + number++, authority);
                }
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(authorities);
            var context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<X509TrustManager> java() throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map((TrustManager one) -> (X509TrustManager) one)
                .toList();
    }

    private static Collection<? extends Certificate> certificates(Path file) {
        try (var content = Files.newInputStream(file)) {
            var certificates = CertificateFactory.getInstance("X.509").generateCertificates(content);
            if (!certificates.isEmpty()) {
                return certificates;
            }
        } catch (GeneralSecurityException | IOException _) {
            // Answered below.
        }
        throw new IllegalArgumentException(
                "almoner.notifications.trusted-certificates must be a PEM file with certificates, which " + file
                        + " is not, or it cannot be read.");
    }
}
