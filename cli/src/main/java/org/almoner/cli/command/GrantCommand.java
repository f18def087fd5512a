package org.almoner.cli.command;

import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code almoner grant} */
@Command(
        name = "grant",
        description = {
            "Entitle an organization to a product, or to one of its sub-products.",
            "A product is granted with all its sub-products, those yet to come too."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  almoner grant stmarys ICD-10-CM", "  almoner grant stmarys \"SNOMED CT/US edition\""})
public final class GrantCommand implements Runnable {

    private final Context context;

    @Mixin
    private final GrantWords words = new GrantWords();

    GrantCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        var admin = context.admin().admin();
        var granted = words.resolve(admin);
        admin.entitlements().grant(granted.organization(), granted.product(), granted.subProduct());
        context.out()
                .result(
                        granted,
                        () -> List.of(granted.organization() + " is entitled to " + GrantWords.shown(granted) + "."));
    }
}
