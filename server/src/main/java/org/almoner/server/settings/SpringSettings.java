package org.almoner.server.settings;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** What Almoner's settings mean to Spring, where it takes more than a placeholder in {@code application.yaml} to say. */
final class SpringSettings implements EnvironmentPostProcessor {

    private static final String BUNDLE = "almoner";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var binder = Binder.get(environment);
        var meaning = new HashMap<String, Object>();
        meaning.putAll(of(binder.bindOrCreate("almoner.log", LogSettings.class)));
        meaning.putAll(of(binder.bindOrCreate("almoner.tls", TlsSettings.class)));
        meaning.putAll(of(binder.bindOrCreate("almoner.database", DatabaseSettings.class)));
        meaning.putAll(of(binder.bindOrCreate("almoner.management", ManagementSettings.class)));
        environment.getPropertySources().addLast(new MapPropertySource("almoner settings", meaning));
    }

    private static Map<String, Object> of(LogSettings log) {
        // Empty is how Spring says text; saying nothing would leave what another context of this process said.
        var format = log.format() == LogSettings.Format.TEXT
                ? ""
                : log.format().name().toLowerCase(Locale.ROOT);
        return Map.of("logging.structured.format.console", format);
    }

    private static Map<String, Object> of(DatabaseSettings database) {
        return Map.of(
                "spring.datasource.url",
                database.url(),
                "spring.datasource.username",
                database.user(),
                "spring.datasource.password",
                database.password().reveal());
    }

    private static Map<String, Object> of(TlsSettings tls) {
        var certificate = tls.certificate();
        var privateKey = tls.privateKey();
        if (certificate == null || privateKey == null) {
            return Map.of();
        }
        var bundle = "spring.ssl.bundle.pem." + BUNDLE + ".";
        var meaning = new HashMap<String, Object>();
        meaning.put("server.ssl.bundle", BUNDLE);
        meaning.put(bundle + "keystore.certificate", location(certificate));
        meaning.put(bundle + "keystore.private-key", location(privateKey));
        meaning.put(bundle + "reload-on-update", true);
        meaning.put(bundle + "options.enabled-protocols", "TLSv1.3,TLSv1.2");
        if (!tls.privateKeyPassword().isBlank()) {
            meaning.put(
                    bundle + "keystore.private-key-password",
                    tls.privateKeyPassword().reveal());
        }
        return meaning;
    }

    private static String location(Path file) {
        return file.toAbsolutePath().toUri().toString();
    }

    private static Map<String, Object> of(ManagementSettings management) {
        var port = management.port();
        return port == null
                ? Map.of()
                : Map.of(
                        "management.server.port",
                        port,
                        "management.server.address",
                        management.bind(),
                        "management.endpoint.health.show-details",
                        "always");
    }
}
