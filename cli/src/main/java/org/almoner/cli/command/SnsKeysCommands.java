package org.almoner.cli.command;

import java.util.List;

import org.almoner.cli.output.Table;
import org.almoner.client.admin.NotificationKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code almoner keys sns ...} */
@Command(name = "sns", description = "Look after the keys that notifications are signed with.")
public final class SnsKeysCommands {

    private final Context context;

    SnsKeysCommands(Context context) {
        this.context = context;
    }

    @Command(name = "list", description = "List the keys and where their certificates are, oldest first.")
    void list() {
        var all = context.admin().admin().notificationKeys();
        context.out().table(all, () -> table(all), "There is no key.");
    }

    @Command(
            name = "rotate",
            description =
                    "Make a new key, which signs from now on. The certificate of the one before it is still given out.")
    void rotate() {
        var made = context.admin().admin().rotateNotificationKey();
        context.out().result(made, () -> List.of("Notifications will be signed with key " + made.keyId() + "."));
    }

    @Command(
            name = "withdraw",
            description = {
                "Withdraw a key that has leaked: its certificate is given out no more.",
                "What it has signed and is still to be sent is signed again. If it is the one that signs, a new one takes its place."
            })
    void withdraw(
            @Parameters(paramLabel = "KEY_ID", description = "The key, as 'almoner keys sns list' shows it.")
                    String keyId) {
        var signing = context.admin().admin().withdrawNotificationKey(keyId);
        context.out()
                .result(
                        signing,
                        () -> List.of("Withdrew key " + keyId + ". Notifications are signed with key " + signing.keyId()
                                + "."));
    }

    private static Table table(List<NotificationKey> all) {
        var table = new Table("ID", "CREATED", "SIGNS", "CERTIFICATE");
        all.forEach(each -> table.row(
                each.keyId(), Times.shown(each.createdAt()), each.signing() ? "now" : "", each.certificateUrl()));
        return table;
    }
}
