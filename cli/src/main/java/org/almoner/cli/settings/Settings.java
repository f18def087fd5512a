package org.almoner.cli.settings;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.client.http.ClientCredentials;
import org.jspecify.annotations.Nullable;

/** What is set, and where: an option comes before a variable, and that before the settings file. */
public final class Settings {

    private static final String DEFAULT_FILE = ".config/almoner/config.properties";

    private final Path file;
    private final boolean exposed;
    private final Map<Setting, Given> given = new EnumMap<>(Setting.class);

    /**
     * A value and where it comes from.
     *
     * @param text may be a secret; not for printing unless the setting is none
     */
    public record Given(String text, String source) {

        @Override
        public String toString() {
            return "Given[***, source=" + source + "]";
        }
    }

    /**
     * What the command line says.
     *
     * @param url the server
     * @param clientId the client, for all kinds of commands
     * @param clientSecretFile the file with its secret
     * @param config the settings file; must exist if it is said
     */
    public record Options(
            @Nullable String url,
            @Nullable String clientId,
            @Nullable Path clientSecretFile,
            @Nullable Path config) {}

    private Settings(Path file, boolean exposed) {
        this.file = file;
        this.exposed = exposed;
    }

    /**
     * Puts together what is set.
     *
     * @throws CommandFailure if a file cannot be read, or the settings file holds what is no setting
     */
    public static Settings of(Options options, Map<String, String> variables, Path home) {
        var chosen = options.config();
        var path = chosen == null ? home.resolve(DEFAULT_FILE) : chosen;
        var file = chosen != null || Files.exists(path)
                ? SettingsFile.read(path)
                : new SettingsFile(path, Map.of(), false);
        var settings = new Settings(path, file.exposed());
        file.settings().forEach((setting, text) -> settings.put(setting, text, path.toString()));
        for (var setting : Setting.values()) {
            settings.put(setting, variables.getOrDefault(setting.variable(), ""), setting.variable());
        }
        settings.put(options);
        return settings;
    }

    private void put(Options options) {
        put(Setting.URL, options.url() == null ? "" : options.url(), "--url");
        if (options.clientId() != null) {
            // Whoever names a client means that one, whatever the command.
            forget(Setting.CLIENT_SECRET, Setting.ADMIN_CLIENT_ID, Setting.ADMIN_CLIENT_SECRET);
            put(Setting.CLIENT_ID, options.clientId(), "--client-id");
        }
        if (options.clientSecretFile() != null) {
            forget(Setting.ADMIN_CLIENT_ID, Setting.ADMIN_CLIENT_SECRET);
            put(Setting.CLIENT_SECRET, secret(options.clientSecretFile()), "--client-secret-file");
        }
    }

    private void put(Setting setting, String text, String source) {
        if (!text.isBlank()) {
            given.put(setting, new Given(text, source));
        }
    }

    private void forget(Setting... settings) {
        for (var setting : settings) {
            given.remove(setting);
        }
    }

    private static String secret(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "Cannot read the secret from " + file + ": " + e.getMessage());
        }
    }

    public Optional<Given> get(Setting setting) {
        return Optional.ofNullable(given.get(setting));
    }

    /** Where the settings file is, or would be. */
    public Path file() {
        return file;
    }

    /** Whether the settings file holds a secret and others on this machine may read it. */
    public boolean exposed() {
        return exposed;
    }

    /** @throws CommandFailure if it is not set, or is not an address */
    public URI url() {
        return get(Setting.URL)
                .map(Settings::address)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        "No server is set. Set ALMONER_URL, use --url, or write url=https://... into " + file + "."));
    }

    /** @throws CommandFailure if it is not an address */
    public Optional<URI> tokenUrl() {
        return get(Setting.TOKEN_URL).map(Settings::address);
    }

    private static URI address(Given given) {
        try {
            return new URI(given.text());
        } catch (URISyntaxException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "'" + given.text() + "' (from " + given.source()
                            + ") is not an address; it looks like https://files.example.org");
        }
    }

    /**
     * The credentials for a kind of command; those of the other kind where only they are set.
     *
     * @throws CommandFailure if none are set, or only half of them
     */
    public ClientCredentials credentials(Role role) {
        var own = pair(role);
        return own.or(() -> pair(role.other()))
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        "No client is set. Set " + role.id().variable() + " and "
                                + role.secret().variable() + ", use --client-id and --client-secret-file, or write "
                                + role.id().fileName() + " and " + role.secret().fileName() + " into " + file + "."));
    }

    private Optional<ClientCredentials> pair(Role role) {
        var id = get(role.id());
        var secret = get(role.secret());
        if (id.isPresent() != secret.isPresent()) {
            var there = id.isPresent() ? role.id() : role.secret();
            var missing = id.isPresent() ? role.secret() : role.id();
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "There is a " + there.fileName() + " (from "
                            + get(there).orElseThrow().source() + ") but no " + missing.fileName()
                            + ". Set both, for example with " + missing.variable() + ".");
        }
        return id.map(
                text -> new ClientCredentials(text.text(), secret.orElseThrow().text()));
    }
}
