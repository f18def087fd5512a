package org.almoner.cli.command;

import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code almoner keys ...} */
@Command(
        name = "keys",
        description = "Look after the keys that tokens, manifests and notifications are signed with.",
        subcommands = {ManifestKeysCommands.class, SnsKeysCommands.class})
public final class KeysCommands {

    private final Context context;

    KeysCommands(Context context) {
        this.context = context;
    }

    @Command(
            name = "rotate",
            description = "Make a new key for signing tokens. Tokens signed with the old one stay good until they end.")
    void rotate() {
        var rotated = context.admin().admin().rotateKeys();
        context.out().result(rotated, () -> List.of("Tokens will be signed with key " + rotated.keyId() + "."));
    }

    @Command(
            name = "withdraw",
            description = {
                "Withdraw a key that has leaked: tokens signed with it are refused at once.",
                "If it is the one that signs, a new one takes its place. Clients have to get new tokens."
            })
    void withdraw(
            @Parameters(
                            paramLabel = "KEY_ID",
                            description = "The key, as its tokens and /.well-known/jwks.json name it (kid).")
                    String keyId) {
        context.admin().admin().withdrawKey(keyId);
        context.out().result(new Withdrawn(keyId), () -> List.of("Withdrew key " + keyId + "."));
    }

    /** What was withdrawn, as JSON. */
    record Withdrawn(String withdrawn) {}
}
