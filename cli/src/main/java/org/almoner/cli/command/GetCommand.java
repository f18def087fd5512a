package org.almoner.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.cli.output.Plain;
import org.almoner.client.catalog.ReleaseFile;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.download.Fetched;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code almoner get} */
@Command(
        name = "get",
        description = {
            "Fetch the files of a version, each verified before it gets its name.",
            "If it is broken off, the same command goes on where it stopped; what is in place already is not fetched again."
                    + " Without VERSION the newest is fetched, without FILE all of its files."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  almoner get icd-10-cm/code-descriptions --to releases",
            "  almoner get icd-10-cm/code-descriptions/2026 icd10cm-2026.zip"
        })
public final class GetCommand implements Runnable {

    private final Context context;

    @Parameters(
            index = "0",
            paramLabel = "PRODUCT/SUB_PRODUCT[/VERSION]",
            converter = Address.FetchableConverter.class,
            description = "Slugs or names.")
    @SuppressWarnings("NullAway.Init") // required, so that picocli sets it
    private Address.Fetchable meant;

    @Parameters(index = "1..*", paramLabel = "FILE", description = "Names of files.")
    private List<String> names = List.of();

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            defaultValue = ".",
            description = "Where the files go; made if it is not there. Otherwise the current folder.")
    private Path folder = Path.of(".");

    @Option(names = "--overwrite", description = "Replace other files of the same names.")
    private boolean overwrite;

    GetCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        var client = context.reader();
        var listed = new Listed(client.catalog());
        var version = switch (meant) {
            case Address.OfVersion one -> listed.version(one);
            case Address.OfSubProduct newest -> listed.newest(newest);
        };
        var files = chosen(client.catalog().files(version), version);
        var fetched = new ArrayList<Fetched>();
        try (var transfers = context.out().transfers()) {
            var display = new GetDisplay(transfers);
            for (var file : files) {
                var done = client.downloads().fetch(version, file, folder, overwrite, display);
                fetched.add(done);
                transfers.done(remark(file, done));
            }
        }
        context.out()
                .result(
                        new GetResult(version, fetched),
                        () -> fetched.stream()
                                .map(each -> each.path().toString())
                                .toList());
    }

    private List<ReleaseFile> chosen(List<ReleaseFile> all, VersionAddress version) {
        for (var name : names) {
            if (all.stream().noneMatch(file -> file.fileName().equals(name))) {
                throw new CommandFailure(
                        ExitCode.NOT_FOUND,
                        version + " has no file '" + name + "'. It has: "
                                + String.join(
                                        ", ",
                                        all.stream().map(ReleaseFile::fileName).toList()) + ".");
            }
        }
        return all.stream()
                .filter(file -> names.isEmpty() || names.contains(file.fileName()))
                .toList();
    }

    private static String remark(ReleaseFile file, Fetched fetched) {
        var how = fetched.alreadyThere() ? "already there" : "fetched";
        var proof = switch (fetched.proof()) {
            case HASH -> "verified";
            case SIZE -> "the server lists no hash: only its size could be verified";
            case NONE -> "the server lists neither hash nor size: it could not be verified";
        };
        return file.fileName() + ": " + how + ", " + proof + " (" + Plain.size(fetched.size()) + ")";
    }
}
