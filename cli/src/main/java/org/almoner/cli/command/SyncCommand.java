package org.almoner.cli.command;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.cli.copy.CopySettings;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Sleeper;
import org.almoner.client.sync.Follower;
import org.almoner.client.sync.Inventory;
import org.almoner.client.sync.LocalCopy;
import org.almoner.client.sync.Reports;
import org.almoner.client.sync.SyncReport;
import org.almoner.client.sync.SyncServer;
import org.almoner.client.sync.SyncSettings;
import org.almoner.client.sync.Synchronizer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code almoner sync} */
@Command(
        name = "sync",
        description = {
            "Keep a local copy of releases and extracts: fetch what is new, verify it, remove what is not to be kept.",
            "What to copy is said in SETTINGS (YAML; see docs/sync.md), otherwise in ./almoner-sync.yaml or"
                    + " ~/.config/almoner/sync.yaml. If it is broken off, the same command goes on where it stopped; it is"
                    + " safe to run it twice at once.",
            "With --json it prints a line of JSON for everything that happens, and the report as the last one."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  almoner sync hospital.yaml --dry-run",
            "  almoner sync hospital.yaml --follow",
            "  almoner sync --to copy          the newest of everything that ALMONER_URL lists"
        })
public final class SyncCommand implements Runnable {

    private final Context context;
    private final InstantSource clock = InstantSource.system();

    @Parameters(index = "0", arity = "0..1", paramLabel = "SETTINGS", description = "What to copy, and where to.")
    private @Nullable Path file;

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            description = "Keep the copy there. Without settings: of the newest of everything.")
    private @Nullable Path folder;

    @Option(names = "--dry-run", description = "Only say what would be fetched and removed, and how much it is.")
    private boolean dryRun;

    @Option(names = "--follow", description = "Go on: fetch what is new as soon as the server tells of it.")
    private boolean follow;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "Wait so long for another process that keeps the same copy just now.")
    private int wait;

    @Mixin
    private FetchOptions fetching = new FetchOptions();

    SyncCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        if (dryRun && follow) {
            throw new CommandFailure(ExitCode.USAGE, "--dry-run and --follow do not go together.");
        }
        var settings = settings();
        var named = Copies.servers(context, settings, fetching.settings(settings.downloads()));
        var servers = settings.origin().isPresent() ? named : Copies.offering(named);
        var target = folder == null ? settings.folder() : folder;
        var sync = new SyncSettings(target.toAbsolutePath().normalize(), servers, settings.removals());
        if (follow) {
            follow(settings, sync, servers);
        } else {
            end(dryRun ? plan(sync) : once(settings, sync, _ -> true));
        }
    }

    private CopySettings settings() {
        return Copies.settings(context, file).orElseGet(() -> {
            if (folder == null) {
                throw Copies.noSettings();
            }
            return CopySettings.everything(folder);
        });
    }

    private SyncReport plan(SyncSettings sync) {
        try (var transfers = context.out().transfers()) {
            var display = new SyncDisplay(context.out(), transfers);
            var report = new Synchronizer(sync, clock, display)
                    .plan(LocalCopy.look(sync.folder()).orElseGet(Inventory::empty));
            say(report);
            return report;
        }
    }

    private SyncReport once(CopySettings settings, SyncSettings sync, Predicate<String> which) {
        try (var copy = LocalCopy.open(sync.folder(), Duration.ofSeconds(wait), clock, Sleeper.REAL)) {
            copy.inventory()
                    .keptAside()
                    .ifPresent(aside -> context.out()
                            .warn("The copy's inventory was damaged. What could be read of it still counts; the"
                                    + " damaged one is kept in " + aside + "."));
            SyncReport report;
            try (var transfers = context.out().transfers()) {
                var display = new SyncDisplay(context.out(), transfers);
                report = new Synchronizer(sync, clock, display).run(copy, which);
            }
            var path = new Reports(copy, settings.reports()).keep(report);
            say(report);
            if (settings.after().isPresent() && !report.changes().isEmpty()) {
                after(settings.after().get(), copy.folder(), path);
            }
            if (!report.changes().isEmpty()) {
                copy.settle(clock.instant());
            }
            return report;
        }
    }

    /** Until it has ended well once, it is run again after each synchronization. */
    private void after(String command, Path copy, Path report) {
        context.out().note("Running: " + command);
        int code = new ShellCommand(context, command)
                .run(copy, Map.of("ALMONER_COPY", copy.toString(), "ALMONER_REPORT", report.toString()));
        if (code != 0) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "The copy is as it should be, but what is to be done after it ended with " + code + ": " + command
                            + ". It is run again the next time.");
        }
    }

    private void follow(CopySettings settings, SyncSettings sync, List<SyncServer> servers) {
        new Follower(servers, settings.every(), Sleeper.REAL, names -> again(settings, sync, names)).follow();
    }

    /** Nothing but the end of the process ends the following: what goes wrong is said, and tried again later. */
    private Set<String> again(CopySettings settings, SyncSettings sync, Set<String> names) {
        try {
            return once(settings, sync, names::contains).servers().stream()
                    .filter(server -> !server.isComplete())
                    .map(SyncReport.Server::name)
                    .collect(Collectors.toSet());
        } catch (AlmonerException.Interrupted e) {
            throw e;
        } catch (CommandFailure | AlmonerException e) {
            context.out().warn(e.getMessage() + " Trying again in " + Durations.seconds(settings.every()) + ".");
            return names;
        }
    }

    private void end(SyncReport report) {
        if (!report.complete() && !dryRun) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Not everything that is to be in the copy is. What was wrong is said above; run it again to go on.");
        }
        if (dryRun && report.servers().stream().anyMatch(server -> server.failure() != null)) {
            throw new CommandFailure(ExitCode.FAILED, "Not every server could be gone through; see above.");
        }
    }

    private void say(SyncReport report) {
        if (context.out().mode().json()) {
            context.out().event(new SyncDisplay.Ended("report", report));
        } else {
            context.out().lines(SyncSummary.lines(report));
        }
    }
}
