package org.almoner.cli.command;

import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code almoner discard} */
@Command(
        name = "discard",
        description = "Throw a draft away with all its files. A published version is not discarded but retracted.",
        footerHeading = "%nExample:%n",
        footer = "  almoner discard icd-10-cm/code-descriptions/2026")
public final class DiscardCommand implements Runnable {

    private final Context context;

    @Parameters(
            paramLabel = "PRODUCT/SUB_PRODUCT/VERSION",
            converter = Address.VersionConverter.class,
            description = "Slugs or names.")
    @SuppressWarnings("NullAway.Init") // required, so that picocli sets it
    private Address.OfVersion meant;

    DiscardCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        var admin = context.admin().admin();
        var version = new Managed(admin).version(meant);
        admin.versions().discard(version);
        context.out().result(new Discarded(version.toString()), () -> List.of("Discarded draft " + version + "."));
    }

    private record Discarded(String discarded) {}
}
