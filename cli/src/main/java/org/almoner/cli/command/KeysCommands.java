package org.almoner.cli.command;

import java.util.List;

import picocli.CommandLine.Command;

/** {@code almoner keys ...} */
@Command(name = "keys", description = "Look after the keys that tokens are signed with.")
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
}
