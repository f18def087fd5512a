package org.almoner.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.cli.output.Plain;
import org.almoner.client.catalog.ReleaseFile;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.download.Fetched;
import org.almoner.client.download.Outcome;
import org.almoner.client.download.Wanted;
import org.almoner.client.failure.AlmonerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private FetchOptions fetching = new FetchOptions();

    GetCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        var client = context.reader(fetching.settings());
        var listed = new Listed(client.catalog());
        var version = switch (meant) {
            case Address.OfVersion one -> listed.version(one);
            case Address.OfSubProduct newest -> listed.newest(newest);
        };
        var wanted =
                client.downloads().wanted(version, chosen(client.catalog().files(version), version), folder, overwrite);
        Map<Wanted, Fetched> fetched = new HashMap<>();
        var failures = new ArrayList<AlmonerException>();
        try (var transfers = context.out().transfers()) {
            var display = new GetDisplay(transfers, wanted.size(), sizeOf(wanted));
            client.downloads().fetchAll(wanted, display, outcome -> {
                switch (outcome) {
                    case Outcome.Done done -> {
                        fetched.put(done.wanted(), done.fetched());
                        transfers.done(remark(done));
                    }
                    case Outcome.Failed failed -> {
                        failures.add(failed.failure());
                        if (wanted.size() > 1) {
                            transfers.remark(failed.wanted().remote().fileName() + ": not fetched. "
                                    + failed.failure().getMessage());
                        }
                    }
                }
            });
        }
        report(
                version,
                wanted.stream().filter(fetched::containsKey).map(fetched::get).toList());
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    private void report(VersionAddress version, List<Fetched> fetched) {
        context.out()
                .result(
                        new GetResult(version, fetched),
                        () -> fetched.stream()
                                .map(each -> each.path().toString())
                                .toList());
    }

    /** All bytes of files; -1 if that is not known. */
    static long sizeOf(List<Wanted> wanted) {
        long all = 0;
        for (var each : wanted) {
            var size = each.remote().size();
            if (size == null) {
                return -1;
            }
            all += size;
        }
        return all;
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

    private static String remark(Outcome.Done done) {
        return done.wanted().remote().fileName() + ": " + words(done.fetched());
    }

    /** What became of a file, and how sure that is. */
    static String words(Fetched fetched) {
        var how = fetched.alreadyThere() ? "already there" : "fetched";
        var proof = switch (fetched.proof()) {
            case HASH -> "verified";
            case DIGEST -> "verified by the hash that came with it; the server lists none";
            case SIZE -> "the server lists no hash: only its size could be verified";
            case NONE -> "the server lists neither hash nor size: it could not be verified";
        };
        return how + ", " + proof + " (" + Plain.size(fetched.size()) + ")";
    }
}
