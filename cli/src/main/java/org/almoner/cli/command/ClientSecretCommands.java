package org.almoner.cli.command;

import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code almoner client secret ...} */
@Command(
        name = "secret",
        description = {
            "Replace the secret of a client without an outage.",
            "A client may have two live secrets: add one, give it to the client, remove the old one."
        })
public final class ClientSecretCommands {

    private final Context context;

    ClientSecretCommands(Context context) {
        this.context = context;
    }

    @Command(name = "add", description = "Add a secret to a client, and print it. It is shown this once.")
    void add(@Parameters(paramLabel = "CLIENT_ID", description = "Id of the client.") String clientId) {
        var added = context.admin().admin().clients().addSecret(clientId);
        context.out()
                .result(
                        added,
                        () -> List.of("Secret id:     " + added.secretId(), "Client secret: " + added.clientSecret()));
        context.out().note("The secret is not shown again. The client's other secret stays good until it is removed.");
    }

    @Command(name = "remove", description = "Remove a secret of a client.")
    void remove(
            @Parameters(paramLabel = "CLIENT_ID", description = "Id of the client.") String clientId,
            @Parameters(paramLabel = "SECRET_ID", description = "Id of the secret, as 'almoner client list' shows it.")
                    String secretId) {
        context.admin().admin().clients().removeSecret(clientId, secretId);
        context.out().result(new Removed(secretId), () -> List.of("Removed secret " + secretId + "."));
    }

    /** What was removed, as JSON. */
    record Removed(String removed) {}
}
