package org.almoner.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.cli.output.Table;
import org.almoner.client.admin.ClientRequest;
import org.almoner.client.admin.NewClient;
import org.almoner.client.admin.RegisteredClient;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code almoner client ...} */
@Command(
        name = "client",
        description = "Add, list and disable the clients of an organization, and their secrets.",
        subcommands = ClientSecretCommands.class)
public final class ClientCommands {

    private final Context context;

    ClientCommands(Context context) {
        this.context = context;
    }

    /** Public keys of a client that proves itself with a signed assertion. */
    static final class Keys {
        @Option(
                names = "--jwks",
                paramLabel = "FILE",
                description = "File with its public keys (a JSON Web Key Set), for private_key_jwt.")
        private @Nullable Path file;

        @Option(
                names = "--jwks-uri",
                paramLabel = "URL",
                description = "Address of its public keys, for private_key_jwt.")
        private @Nullable String uri;

        @Nullable
        Object set() {
            if (file == null) {
                return null;
            }
            try {
                return Json.read(Files.readAllBytes(file), Object.class, "--jwks");
            } catch (IOException | AlmonerException.BadAnswer e) {
                throw new CommandFailure(ExitCode.USAGE, "Cannot read a JSON Web Key Set from " + file + ".");
            }
        }
    }

    @Command(
            name = "add",
            description = {
                "Add a client to an organization, and print its id and its secret.",
                "The secret is shown this once. A client with keys gets no secret unless --secret is given."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  almoner client add stmarys --scope download",
                "  almoner client add stmarys --scope download,notifications --name \"Night load\" \\",
                "      --jwks-uri https://stmarys.example/jwks.json"
            })
    void add(
            @Parameters(paramLabel = "ORG", description = "Mnemonic of the organization.") String organization,
            @Option(
                            names = "--scope",
                            required = true,
                            split = ",",
                            paramLabel = "SCOPE",
                            description = "What it may do: download, syndication, notifications, publish, admin. "
                                    + "Several are separated by commas.")
                    List<String> scopes,
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            description = "What people call it. Otherwise made of ORG and the scopes.")
                    @Nullable
                    String name,
            @ArgGroup(exclusive = true) @Nullable Keys keys,
            @Option(names = "--secret", description = "Give it a secret although it has keys.") boolean secret) {
        var request = new ClientRequest(
                name == null ? organization + " (" + String.join(", ", scopes) + ")" : name,
                scopes,
                keys == null ? null : keys.set(),
                keys == null ? null : keys.uri,
                secret ? Boolean.TRUE : null);
        var added = context.admin().admin().clients().add(organization, request);
        context.out().result(added, () -> lines(added));
        if (added.clientSecret() != null) {
            context.out()
                    .note(
                            "The secret is not shown again. Hand it over on a safe way, or set it as ALMONER_CLIENT_SECRET.");
        }
    }

    private static List<String> lines(NewClient added) {
        var lines = new ArrayList<String>();
        lines.add("Client id:     " + added.clientId());
        if (added.clientSecret() != null) {
            lines.add("Client secret: " + added.clientSecret());
        }
        return lines;
    }

    @Command(name = "list", description = "List the clients of an organization, with the ids of their secrets.")
    void list(@Parameters(paramLabel = "ORG", description = "Mnemonic of the organization.") String organization) {
        var all = context.admin().admin().clients().all(organization).toList();
        context.out().table(all, () -> table(all), organization + " has no client.");
    }

    private static Table table(List<RegisteredClient> all) {
        var table = new Table("CLIENT ID", "NAME", "SCOPES", "SECRETS", "DISABLED");
        all.forEach(each -> table.row(
                each.clientId(),
                each.name(),
                String.join(",", each.scopes()),
                each.secrets().stream().map(RegisteredClient.Secret::secretId).collect(Collectors.joining(",")),
                Times.shown(each.disabledAt())));
        return table;
    }

    @Command(
            name = "disable",
            description = "Disable a client for good: it gets no token any more, and those it has are refused.")
    void disable(@Parameters(paramLabel = "CLIENT_ID", description = "Id of the client.") String clientId) {
        context.admin().admin().clients().disable(clientId);
        context.out().result(new Disabled(clientId), () -> List.of("Disabled client " + clientId + "."));
    }

    /** What was disabled, as JSON. */
    record Disabled(String disabled) {}
}
