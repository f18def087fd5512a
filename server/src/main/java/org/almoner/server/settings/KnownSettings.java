package org.almoner.server.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every setting there is, from what the build wrote down about the settings records. */
final class KnownSettings {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    private final Map<ConfigurationPropertyName, Setting> byName;

    private KnownSettings(Map<ConfigurationPropertyName, Setting> byName) {
        this.byName = byName;
    }

    /**
     * A setting.
     *
     * @param name such as {@code almoner.link.lifetime}
     * @param type the fully qualified Java type
     * @param description for people; empty if nobody wrote one
     * @param byDefault its value when nothing is set, as one would write it; empty if it has none
     * @param owner the record that has it; empty if none has
     */
    record Setting(String name, String type, String description, String byDefault, String owner) {

        private static Setting of(JsonNode property) {
            return new Setting(
                    property.get("name").stringValue(),
                    property.path("type").asString(""),
                    property.path("description").asString(""),
                    text(property.path("defaultValue")),
                    property.path("sourceType").asString(""));
        }

        private static String text(JsonNode value) {
            return value.isArray()
                    ? value.valueStream()
                            .map(JsonNode::asString)
                            .reduce((a, b) -> a + "," + b)
                            .orElse("")
                    : value.asString("");
        }
    }

    static KnownSettings load() {
        try (var metadata = metadata()) {
            var byName = new TreeMap<ConfigurationPropertyName, Setting>();
            for (var property : JsonMapper.shared().readTree(metadata).get("properties")) {
                var setting = Setting.of(property);
                if (setting.name().startsWith("almoner.")) {
                    byName.put(ConfigurationPropertyName.of(setting.name()), setting);
                }
            }
            return new KnownSettings(byName);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ours, among the many of that name on the class path: the one beside this class. */
    private static InputStream metadata() throws IOException {
        var resource = KnownSettings.class.getName().replace('.', '/') + ".class";
        var here = KnownSettings.class.getClassLoader().getResource(resource);
        if (here == null) {
            throw new IOException("The server's classes are nowhere to be found");
        }
        return URI.create(here.toString().replace(resource, METADATA)).toURL().openStream();
    }

    List<Setting> all() {
        return List.copyOf(byName.values());
    }

    /** Whether there is such a setting, in any of the spellings that Spring takes for the same, or it is part of one. */
    boolean contains(ConfigurationPropertyName name) {
        for (var part = name; part.getNumberOfElements() > 0; part = part.getParent()) {
            var setting = byName.get(part);
            if (setting != null) {
                return part.equals(name)
                        || isElement(name, part)
                        || setting.type().startsWith("java.util.Map");
            }
        }
        return false;
    }

    /** {@code almoner.trusted-proxies[0]} is an element of {@code almoner.trusted-proxies}. */
    private static boolean isElement(ConfigurationPropertyName name, ConfigurationPropertyName whole) {
        return name.isNumericIndex(whole.getNumberOfElements());
    }

    /** The setting that was probably meant by a name that is none. */
    Optional<String> nearest(String name) {
        return byName.values().stream()
                .map(Setting::name)
                .map(known -> Map.entry(known, EditDistance.between(name, known)))
                .filter(candidate -> candidate.getValue() <= Math.max(3, name.length() / 4))
                .min(Comparator.comparingInt(Map.Entry::getValue))
                .map(Map.Entry::getKey);
    }
}
