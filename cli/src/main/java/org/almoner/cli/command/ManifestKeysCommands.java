package org.almoner.cli.command;

import java.util.List;

import org.almoner.cli.output.Table;
import org.almoner.client.admin.ManifestKey;
import org.almoner.client.admin.ManifestKeys;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code almoner keys manifest ...} */
@Command(
        name = "manifest",
        description = {
            "Look after the keys that manifests are signed with.",
            "A publisher's sign what it commits, and the server's the extracts."
        })
public final class ManifestKeysCommands {

    private final Context context;

    ManifestKeysCommands(Context context) {
        this.context = context;
    }

    /** Whose keys are meant. */
    static final class Whose {
        @Option(
                names = "--org",
                paramLabel = "ORG",
                description = "Mnemonic of the publisher whose keys are meant. Otherwise the server's.")
        private @Nullable String organization;
    }

    @Command(
            name = "list",
            description = {
                "List the keys.",
                "Tell the ones that no key speaks for to whoever is to trust them, in another way than through the server:"
                        + " the others follow from them."
            },
            footerHeading = "%nExample:%n",
            footer = "  almoner keys manifest list --org stmarys")
    void list(@Mixin Whose whose) {
        var all = keys(whose).all();
        context.out().table(all, () -> table(all), "There is no key.");
    }

    @Command(
            name = "rotate",
            description =
                    "Make a new key, for which the one before it speaks: whoever trusts that one need not be told.")
    void rotate(@Mixin Whose whose) {
        var made = keys(whose).rotate();
        context.out()
                .result(
                        made,
                        () -> List.of(
                                "Manifests will be signed with " + made.key().text() + "."));
    }

    @Command(
            name = "withdraw",
            description = {
                "Withdraw a key that has leaked: what it has signed counts for nothing any more.",
                "Its manifests are signed again with another key. Tell that one to whoever trusted the withdrawn one."
            })
    void withdraw(
            @Parameters(paramLabel = "KEY_ID", description = "The key, as 'almoner keys manifest list' shows its id.")
                    String keyId,
            @Mixin Whose whose) {
        var done = keys(whose).withdraw(keyId);
        context.out()
                .result(
                        done,
                        () -> List.of(
                                "Withdrew key " + keyId + ". Signed " + done.signedAnew() + " manifests again with "
                                        + done.signing().key().text() + "."));
        if (done.leftAlone() > 0) {
            context.out()
                    .warn(done.leftAlone() + " manifests were found altered in the database and are not signed again;"
                            + " the server's log names them.");
        }
    }

    private ManifestKeys keys(Whose whose) {
        var admin = context.admin().admin();
        return whose.organization == null ? admin.manifestKeys() : admin.manifestKeys(whose.organization);
    }

    private static Table table(List<ManifestKey> all) {
        var table = new Table("KEY", "ID", "CREATED", "SIGNS", "TO BE TOLD");
        all.forEach(each -> table.row(
                each.key().text(),
                each.keyId(),
                Times.shown(each.createdAt()),
                each.signing() ? "now" : "",
                each.endorsed() ? "" : "yes"));
        return table;
    }
}
