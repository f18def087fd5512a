package org.almoner.cli.command;

import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code almoner retract} */
@Command(
        name = "retract",
        description = {
            "Withdraw a published version.",
            "It stays listed as withdrawn, with the reason; its files are not to be had any more, and links to them die."
                    + " This cannot be undone: publish the correction as a new version."
        },
        footerHeading = "%nExample:%n",
        footer = "  almoner retract icd-10-cm/code-descriptions/2026 --reason \"Chapter 21 is incomplete\"")
public final class RetractCommand implements Runnable {

    private final Context context;

    @Parameters(
            paramLabel = "PRODUCT/SUB_PRODUCT/VERSION",
            converter = Address.VersionConverter.class,
            description = "Slugs or names.")
    @SuppressWarnings("NullAway.Init") // required, so that picocli sets it
    private Address.OfVersion meant;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "Withdrawn by the publisher",
            description = "Shown to all who see the version. Otherwise \"${DEFAULT-VALUE}\".")
    private String reason = "";

    RetractCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        var admin = context.admin().admin();
        var version = new Managed(admin).version(meant);
        var retracted = admin.versions().retract(version, reason);
        context.out().result(retracted, () -> List.of("Retracted " + version + "."));
    }
}
