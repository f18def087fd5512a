package org.almoner.cli.command;

import java.util.List;

import org.almoner.cli.output.Table;
import org.almoner.client.catalog.ReleaseFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code almoner files} */
@Command(
        name = "files",
        description = "List the files of a version.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  almoner files icd-10-cm/code-descriptions/2026",
            "  almoner files icd-10-cm/code-descriptions/2026 --links | xargs -n 1 curl -O -J"
        })
public final class FilesCommand implements Runnable {

    private final Context context;

    @Parameters(
            paramLabel = "PRODUCT/SUB_PRODUCT/VERSION",
            converter = Address.VersionConverter.class,
            description = "Slugs or names.")
    @SuppressWarnings("NullAway.Init") // required, so that picocli sets it
    private Address.OfVersion meant;

    @Option(
            names = "--links",
            description = "Print the links, one on a line. Whoever has a link can fetch the file until it expires.")
    private boolean links;

    FilesCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        var catalog = context.reader().catalog();
        var all = catalog.files(new Listed(catalog).version(meant));
        if (links) {
            context.out()
                    .result(
                            all,
                            () -> all.stream()
                                    .map(file -> file.downloadUrl().toString())
                                    .toList());
        } else {
            context.out().table(all, () -> table(all), "The version has no files.");
        }
    }

    private static Table table(List<ReleaseFile> all) {
        var table = new Table("FILE", "BYTES", "SHA-256");
        all.forEach(each -> table.row(each.fileName(), each.sizeInBytes(), each.sha256()));
        return table;
    }
}
