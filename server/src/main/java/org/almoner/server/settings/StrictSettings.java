package org.almoner.server.settings;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Stops the start if a file or the command line sets something of Almoner's that does not exist. An unknown variable of the
 * process's environment only earns a warning, since those of the command line client live there too.
 */
final class StrictSettings implements EnvironmentPostProcessor {

    private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("almoner");

    /** What the launcher and the command line client read. */
    private static final Set<String> NOT_OURS = Set.of(
            "ALMONER_ADMIN_CLIENT_ID",
            "ALMONER_ADMIN_CLIENT_SECRET",
            "ALMONER_CLIENT_ID",
            "ALMONER_CLIENT_SECRET",
            "ALMONER_HOME",
            "ALMONER_JAVA_HOME",
            "ALMONER_JAVA_OPTS",
            "ALMONER_TENANT",
            "ALMONER_URL");

    private final Log log;
    private final KnownSettings known = KnownSettings.load();

    StrictSettings(DeferredLogFactory logs) {
        log = logs.getLog(StrictSettings.class);
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var complaints = new ArrayList<String>();
        for (var source : ConfigurationPropertySources.get(environment)) {
            if (source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource variables) {
                warn(variables);
            } else if (source instanceof IterableConfigurationPropertySource names) {
                names.stream()
                        .filter(OURS::isAncestorOf)
                        .filter(name -> !known.contains(name))
                        .map(name -> complaint(name, source))
                        .forEach(complaints::add);
            }
        }
        if (!complaints.isEmpty()) {
            throw new UnknownSettings(complaints);
        }
    }

    private String complaint(ConfigurationPropertyName name, ConfigurationPropertySource source) {
        var property = source.getConfigurationProperty(name);
        var origin = property == null || property.getOrigin() == null ? "" : " (" + property.getOrigin() + ")";
        return name
                + origin
                + known.nearest(name.toString())
                        .map(meant -> " - did you mean " + meant + "?")
                        .orElse("");
    }

    private void warn(SystemEnvironmentPropertySource variables) {
        for (var variable : variables.getPropertyNames()) {
            if (variable.startsWith("ALMONER_") && !NOT_OURS.contains(variable) && !isKnown(variable)) {
                log.warn("The environment sets " + variable + ", which is no setting of Almoner and has no effect."
                        + " docs/settings.md lists all there are.");
            }
        }
    }

    /** Spring reads {@code almoner.base-url} from {@code ALMONER_BASE_URL} and {@code ALMONER_BASEURL} alike. */
    private boolean isKnown(String variable) {
        var letters = variable.replaceAll("_\\d+(?=_|$)", "").replace("_", "").toLowerCase(Locale.ROOT);
        return known.all().stream()
                .anyMatch(setting -> setting.name().replaceAll("[.-]", "").equals(letters));
    }
}
