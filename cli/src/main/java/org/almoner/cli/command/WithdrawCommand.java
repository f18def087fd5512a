package org.almoner.cli.command;

import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code almoner withdraw} */
@Command(
        name = "withdraw",
        aliases = "revoke",
        description = {
            "Take back what was granted to an organization, in just these words.",
            "A grant of a product and grants of its sub-products do not touch each other. Links handed out before work"
                    + " until they expire."
        },
        footerHeading = "%nExample:%n",
        footer = "  almoner withdraw stmarys ICD-10-CM")
public final class WithdrawCommand implements Runnable {

    private final Context context;

    @Mixin
    private final GrantWords words = new GrantWords();

    WithdrawCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        var admin = context.admin().admin();
        var withdrawn = words.resolve(admin);
        admin.entitlements().withdraw(withdrawn.organization(), withdrawn.product(), withdrawn.subProduct());
        context.out()
                .result(
                        withdrawn,
                        () -> List.of("Withdrawn from " + withdrawn.organization() + ": " + GrantWords.shown(withdrawn)
                                + "."));
    }
}
