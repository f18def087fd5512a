package org.almoner.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.cli.watch.WatchFile;
import org.almoner.cli.watch.WatchSettings;
import org.almoner.client.failure.AlmonerException;
import org.almoner.codeset.profile.InvalidProfileException;
import org.almoner.codeset.profile.Profile;
import org.almoner.codeset.profile.Profiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code almoner watch} */
@Command(
        name = "watch",
        description = {
            "Watch folders, and publish the releases of code sets that are put into them.",
            "What is whole is recognized, checked, and becomes a version: a draft that waits for approval ('almoner publish PRODUCT/SUB_PRODUCT"
                    + " VERSION'), or a published one, as SETTINGS say (YAML; see docs/publishers.md). Then it is moved into done/, or with the"
                    + " reasons into refused/. It runs until it is stopped; what was under way is taken up again the next time.",
            "With --json it prints a line of JSON for everything that happens."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  almoner watch publishing.yaml",
            "  almoner watch publishing.yaml --once        from cron: looks once, and ends with 1 if something was refused or left"
        })
public final class WatchCommand implements Runnable {

    /** So that a process that is told to end has time to leave things as they should be. */
    private static final long ENDING_MILLIS = 10_000;

    private final Context context;
    private final InstantSource clock = InstantSource.system();

    @Parameters(
            paramLabel = "SETTINGS",
            description = "Which folders are watched, and what becomes of what is in them.")
    @SuppressWarnings("NullAway.Init") // required, so that picocli sets it
    private Path file;

    @Option(
            names = "--once",
            description =
                    "Look once, and end. Takes what has not been changed for long enough, as the file system says.")
    private boolean once;

    WatchCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        var settings = WatchFile.read(file);
        if (settings.exposed()) {
            context.out().warn("Others on this machine can read the secret in " + file + ". Do: chmod 600 " + file);
        }
        var profiles = profiles(settings);
        requireKnown(settings, profiles);
        var folders =
                settings.folders().stream().map(WatchSettings.Folder::path).toList();
        try (var _ = WatchLocks.of(folders)) {
            var display = new WatchDisplay(context.out());
            var taking = new ReleaseTaking(
                    context.publisher(settings), profiles, settings.profiles().isPresent(), clock, display);
            var watcher = new Watcher(settings, clock, taking);
            if (!once) {
                follow(watcher, folders, display);
            } else if (!watcher.once().clean()) {
                throw new CommandFailure(
                        ExitCode.FAILED, "Not everything could be taken. What was wrong is said above.");
            }
        }
    }

    private static List<Profile> profiles(WatchSettings settings) {
        try {
            return settings.profiles().map(Profiles::with).orElseGet(Profiles::builtIn);
        } catch (InvalidProfileException e) {
            throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private static void requireKnown(WatchSettings settings, List<Profile> profiles) {
        settings.folders().stream()
                .flatMap(folder -> folder.profile().stream())
                .forEach(name -> CodeSetOptions.profile(name, profiles));
    }

    /** Until the process is told to end: then whatever it does is interrupted, which leaves everything to be taken up again. */
    private static void follow(Watcher watcher, List<Path> folders, WatchDisplay display) {
        var watching = Thread.currentThread();
        var atExit = new Thread(
                () -> {
                    watching.interrupt();
                    try {
                        watching.join(ENDING_MILLIS);
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                },
                "almoner-watch-end");
        Runtime.getRuntime().addShutdownHook(atExit);
        try (var events = new FolderEvents(folders)) {
            while (!Thread.interrupted()) {
                events.await(watcher.again().rest());
            }
            display.stopped();
        } catch (InterruptedException | AlmonerException.Interrupted _) {
            display.stopped();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "Cannot watch folders: " + e.getMessage());
        }
    }
}
