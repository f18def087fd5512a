package org.almoner.cli.command;

import java.nio.file.Path;

import org.almoner.cli.settings.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What every command understands, before or after its name. */
public final class GlobalOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            order = 100,
            description = "Address of the server. Otherwise ALMONER_URL.")
    private @Nullable String url;

    @Option(
            names = "--client-id",
            paramLabel = "ID",
            scope = ScopeType.INHERIT,
            order = 101,
            description = "Client to call as. Otherwise ALMONER_CLIENT_ID, or ALMONER_ADMIN_CLIENT_ID to administer.")
    private @Nullable String clientId;

    @Option(
            names = "--client-secret-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            order = 102,
            description = "File with that client's secret. Otherwise ALMONER_CLIENT_SECRET, or "
                    + "ALMONER_ADMIN_CLIENT_SECRET to administer.")
    private @Nullable Path clientSecretFile;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            order = 103,
            description = "Settings file. Otherwise ~/.config/almoner/config.properties, if there is one.")
    private @Nullable Path config;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            order = 104,
            description = "Print the result as one JSON document on standard output.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            order = 105,
            description = "Print nothing but the result and errors.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            order = 106,
            description = "Print every exchange with the server, and the stack trace of an error.")
    private boolean verbose;

    public boolean json() {
        return json;
    }

    public boolean quiet() {
        return quiet;
    }

    public boolean verbose() {
        return verbose;
    }

    Settings.Options settings() {
        return new Settings.Options(url, clientId, clientSecretFile, config);
    }
}
