package org.almoner.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.cli.copy.CopySettings;
import org.almoner.cli.output.Plain;
import org.almoner.client.http.Sleeper;
import org.almoner.client.proof.PublisherKey;
import org.almoner.client.sync.Inventory;
import org.almoner.client.sync.LocalCopy;
import org.almoner.client.sync.Repairer;
import org.almoner.client.sync.SignedFolder;
import org.almoner.client.sync.Verifier;
import org.almoner.client.sync.VerifyReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code almoner verify} */
@Command(
        name = "verify",
        description = {
            "Read a local copy through and hold every file against what was noted when it came, signatures included.",
            "COPY is the folder of a copy, or the settings that 'almoner sync' keeps it by; otherwise the settings are looked for"
                    + " where sync does. No server is asked, except by --repair: that fetches what is damaged or missing"
                    + " again, and of a damaged file only the damaged blocks where the server tells their hashes.",
            "With --manifest, files in a folder are held against a signed manifest instead, however they came there."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  almoner verify hospital.yaml --repair",
            "  almoner verify /srv/copy",
            "  almoner verify --manifest manifest.jws --key ed25519:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo downloads"
        })
public final class VerifyCommand implements Runnable {

    private final Context context;
    private final InstantSource clock = InstantSource.system();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "COPY",
            description =
                    "A folder, or a file of settings. With --manifest the folder of the files; otherwise the manifest's.")
    private @Nullable Path meant;

    @Option(names = "--repair", description = "Fetch again what is damaged or missing.")
    private boolean repair;

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description = "Verify the files that this signed manifest names. Needs --key.")
    private @Nullable Path manifest;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "A publisher's key, as the publisher has told you in another way. May be repeated.")
    private List<String> keys = List.of();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "With --repair: wait so long for another process that keeps the same copy just now.")
    private int wait;

    @Mixin
    private FetchOptions fetching = new FetchOptions();

    VerifyCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        var report = manifest == null ? ofCopy() : ofManifest(manifest);
        context.out().result(report, () -> lines(report));
        if (!report.sound()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    repair || manifest != null
                            ? "Not everything is sound; see above."
                            : "Not everything is sound; see above. 'almoner verify --repair' fetches it again,"
                                    + " 'almoner sync' what is unfinished.");
        }
    }

    private VerifyReport ofManifest(Path path) {
        if (keys.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "A manifest proves nothing without the publisher's key. Name it with --key, as the publisher has told"
                            + " you in another way than through the server.");
        }
        var content = SignedFolder.manifest(
                path, keys.stream().map(PublisherKey::parse).toList());
        var folder = meant == null
                ? Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(Path.of("."))
                : meant;
        try (var transfers = context.out().transfers()) {
            return new SignedFolder(folder, clock, new GetDisplay(transfers)).verify(content);
        }
    }

    private VerifyReport ofCopy() {
        if (meant != null && Files.isDirectory(meant) && !repair) {
            return verify(meant, look(meant));
        }
        if (meant != null && Files.isDirectory(meant)) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--repair needs the servers: name the file of settings instead of the folder.");
        }
        var settings = Copies.settings(context, meant).orElseThrow(Copies::noSettings);
        return repair ? repair(settings) : verify(settings.folder(), look(settings.folder()));
    }

    private static Inventory look(Path folder) {
        return LocalCopy.look(folder)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.NOT_FOUND, "There is no copy in " + folder + ". 'almoner sync' makes one."));
    }

    private VerifyReport verify(Path folder, Inventory inventory) {
        try (var transfers = context.out().transfers()) {
            return new Verifier(folder, inventory, clock, new GetDisplay(transfers)).verify();
        }
    }

    private VerifyReport repair(CopySettings settings) {
        var servers = Copies.servers(context, settings, fetching.settings(settings.downloads()));
        try (var copy = LocalCopy.open(settings.folder(), Duration.ofSeconds(wait), clock, Sleeper.REAL)) {
            var found = verify(copy.folder(), copy.inventory());
            try (var transfers = context.out().transfers()) {
                return new Repairer(copy, servers, clock, new GetDisplay(transfers)).repair(found);
            }
        }
    }

    private static List<String> lines(VerifyReport report) {
        var lines = new ArrayList<String>();
        long sound = 0;
        long bytes = 0;
        for (var file : report.files()) {
            switch (file.state()) {
                case SOUND -> {
                    sound++;
                    bytes += file.size();
                }
                case REPAIRED -> {
                    sound++;
                    bytes += file.size();
                    lines.add(Plain.text(file.path() + ": repaired. Before: " + file.detail()));
                }
                case DAMAGED, MISSING, UNREADABLE ->
                    lines.add(Plain.text(file.path() + ": " + word(file.state()) + ". " + file.detail()));
            }
        }
        report.signatures().stream()
                .filter(signature -> signature.problem() != null)
                .forEach(signature -> lines.add(
                        Plain.text(signature.path() + ": the signature does not hold. " + signature.problem())));
        report.unfinished().forEach(each -> lines.add(Plain.text(each + ": not all of its files are there yet.")));
        var signed = report.signatures().stream()
                .filter(signature -> signature.problem() == null)
                .count();
        lines.add(Plain.count(sound, "file") + " sound (" + Plain.size(bytes) + ")"
                + (signed == 0 ? "" : ", " + Plain.count(signed, "signature") + " verified") + ".");
        return lines;
    }

    private static String word(VerifyReport.State state) {
        return switch (state) {
            case SOUND -> "sound";
            case DAMAGED -> "damaged";
            case MISSING -> "missing";
            case UNREADABLE -> "unreadable";
            case REPAIRED -> "repaired";
        };
    }
}
