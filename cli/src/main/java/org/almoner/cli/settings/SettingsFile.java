package org.almoner.cli.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;

/**
 * A settings file: a Java properties file with the names of {@link Setting}.
 *
 * @param exposed whether it holds a secret and others on this machine may read it
 */
record SettingsFile(Path path, Map<Setting, String> settings, boolean exposed) {

    /** @throws CommandFailure if it cannot be read, or holds a name that is not a setting's */
    static SettingsFile read(Path path) {
        var settings = new EnumMap<Setting, String>(Setting.class);
        load(path)
                .forEach((name, text) -> settings.put(
                        setting(name.toString(), path), text.toString().strip()));
        return new SettingsFile(path, settings, exposed(path, settings));
    }

    private static Properties load(Path path) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(path)) {
            properties.load(reader);
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "Cannot read the settings file " + path + ": " + e.getMessage());
        }
    }

    private static Setting setting(String name, Path path) {
        return Arrays.stream(Setting.values())
                .filter(setting -> setting.fileName().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name, path));
    }

    private static CommandFailure unknown(String name, Path path) {
        var hint = Nearest.to(name, Setting.fileNames())
                .map(nearest -> "Did you mean '" + nearest + "'?")
                .orElse("The settings are: " + String.join(", ", Setting.fileNames()) + ".");
        return new CommandFailure(ExitCode.USAGE, "There is no setting '" + name + "' (in " + path + "). " + hint);
    }

    private static boolean exposed(Path path, Map<Setting, String> settings) {
        return settings.keySet().stream().anyMatch(Setting::secret) && Exposure.toOthers(path);
    }
}
