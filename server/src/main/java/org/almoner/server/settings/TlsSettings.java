package org.almoner.server.settings;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * HTTPS. Set both files and the server speaks nothing else on its port; when they are replaced, it uses the new ones without a
 * restart.
 *
 * @param certificate PEM file with the server's certificate, followed by those of its intermediate authorities
 * @param privateKey PEM file with the certificate's private key
 * @param privateKeyPassword what opens the private key, if it is encrypted
 */
@ConfigurationProperties("almoner.tls")
record TlsSettings(
        @Nullable Path certificate,
        @Nullable Path privateKey,
        @DefaultValue("") Secret privateKeyPassword) {

    TlsSettings {
        if ((certificate == null) != (privateKey == null)) {
            throw new IllegalArgumentException(
                    "almoner.tls.certificate and almoner.tls.private-key belong together: set both or none.");
        }
    }
}
