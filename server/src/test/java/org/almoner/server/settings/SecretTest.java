package org.almoner.server.settings;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class SecretTest {

    @Test
    void isBoundFromTextAndPrintsNothing() {
        var source = new MapConfigurationPropertySource(Map.of(
                "almoner.tls.certificate", "a.pem",
                "almoner.tls.private-key", "b.pem",
                "almoner.tls.private-key-password", "open sesame"));

        var settings = new Binder(source).bind("almoner.tls", TlsSettings.class).get();

        assertThat(settings.privateKeyPassword().reveal()).isEqualTo("open sesame");
        assertThat(settings.toString()).doesNotContain("sesame");
    }
}
