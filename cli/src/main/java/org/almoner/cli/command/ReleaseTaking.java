package org.almoner.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.output.Plain;
import org.almoner.cli.watch.WatchSettings;
import org.almoner.cli.watch.WatchSettings.Launch;
import org.almoner.cli.watch.WatchSettings.Naming;
import org.almoner.cli.watch.WatchSettings.Policy;
import org.almoner.client.AlmonerClient;
import org.almoner.client.admin.DraftFile;
import org.almoner.client.admin.ManagedVersion;
import org.almoner.client.admin.ManagedVersion.State;
import org.almoner.client.admin.VersionChange;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.codeset.VersionCheck;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.publish.Publisher;
import org.almoner.client.publish.Release;
import org.almoner.codeset.Recognizer;
import org.almoner.codeset.UnknownReleaseException;
import org.almoner.codeset.profile.Profile;
import org.almoner.codeset.read.ReadLimits;
import org.almoner.codeset.read.ReleaseException;
import org.almoner.codeset.rule.ReleaseCheck;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what is found in watched folders. Doing it twice is the same as doing it once: what was published, and could not be moved out
 * of the way before the machine stopped, is found to be, and moved.
 *
 * @param own whether there are profiles that the server need not know
 */
record ReleaseTaking(AlmonerClient client, List<Profile> known, boolean own, InstantSource clock, WatchDisplay display)
        implements Watcher.Taking {

    /** What keeps a release from being taken for good, in a sentence. */
    private static final class Refusal extends Exception {

        private final transient List<CheckResult> checks;
        private final transient @Nullable VersionCheck check;
        private final @Nullable String version;

        Refusal(String reason) {
            this(reason, List.of(), null, null);
        }

        Refusal(String reason, List<CheckResult> checks, @Nullable VersionCheck check, @Nullable String version) {
            super(reason);
            this.checks = checks;
            this.check = check;
            this.version = version;
        }
    }

    /** What a release says of itself. */
    private record Identity(String version, Optional<LocalDate> effective) {}

    @Override
    public Watcher.Place place(WatchSettings.Folder folder, Drop drop) {
        try (var given = given(folder, drop)) {
            var identity = identity(folder, drop, given);
            return new Watcher.Place(
                    identity.effective().map(LocalDate::toString).orElse(""), identity.version());
        } catch (IOException | Refusal | UncheckedIOException | CommandFailure e) {
            // It is said when it is taken.
            return new Watcher.Place("", "");
        }
    }

    @Override
    public Watcher.Taken take(WatchSettings.Folder folder, Drop drop) {
        try {
            try {
                display.found(folder, drop);
                var report = published(folder, drop);
                moved(drop, folder.done(), report);
                return new Watcher.Taken.Moved(true);
            } catch (Refusal refusal) {
                moved(drop, folder.refused(), refused(folder, drop, refusal));
                return new Watcher.Taken.Moved(false);
            } catch (AlmonerException.Blocked | AlmonerException.Invalid e) {
                moved(drop, folder.refused(), refused(folder, drop, new Refusal(String.valueOf(e.getMessage()))));
                return new Watcher.Taken.Moved(false);
            }
        } catch (AlmonerException.Interrupted e) {
            throw e;
        } catch (AlmonerException | CommandFailure | IOException | UncheckedIOException e) {
            display.kept(folder, drop, String.valueOf(e.getMessage()));
            return new Watcher.Taken.Kept();
        }
    }

    @Override
    public void unreadable(WatchSettings.Folder folder, String reason) {
        display.unreadable(folder, reason);
    }

    @Override
    public void early(WatchSettings.Folder folder, Drop drop) {
        display.early(folder, drop);
    }

    private void moved(Drop drop, Path folder, DropReport report) throws IOException {
        var to = Outbox.move(drop.path(), folder, report, report.lines());
        display.through(report, to);
    }

    private DropReport refused(WatchSettings.Folder folder, Drop drop, Refusal refusal) {
        return report(
                DropReport.REFUSED,
                folder,
                drop,
                refusal.version,
                null,
                null,
                null,
                refusal.getMessage(),
                List.of(),
                refusal.checks,
                refusal.check);
    }

    private DropReport report(
            String event,
            WatchSettings.Folder folder,
            Drop drop,
            @Nullable String address,
            @Nullable String versionName,
            @Nullable LocalDate effective,
            @Nullable LocalDate launch,
            @Nullable String reason,
            List<String> notes,
            List<CheckResult> checks,
            @Nullable VersionCheck check) {
        return new DropReport(
                event,
                clock.instant(),
                folder.path().toString(),
                drop.name(),
                drop.files().stream()
                        .map(file -> String.valueOf(file.getFileName()))
                        .toList(),
                address,
                versionName,
                effective,
                launch,
                reason,
                notes,
                checks,
                check);
    }

    private GivenReleases given(WatchSettings.Folder folder, Drop drop) throws IOException, Refusal {
        Optional<Profile> named = Optional.empty();
        if (folder.profile().isPresent()) {
            var name = folder.profile().get();
            named = known.stream()
                    .filter(profile -> profile.name().equals(name))
                    .findFirst();
        }
        var given = GivenReleases.of(drop.files(), named, known);
        if (!given.problems().isEmpty() || given.releases().isEmpty()) {
            given.close();
            throw new Refusal(
                    given.problems().isEmpty()
                            ? "No profile knows such files: " + String.join(", ", given.unrecognized())
                                    + ". 'almoner codeset list' tells what is known, and 'almoner codeset show PROFILE' how files are named;"
                                    + " keep the names that they were released with."
                            : String.join(" ", given.problems()));
        }
        return given;
    }

    private Identity identity(WatchSettings.Folder folder, Drop drop, GivenReleases given) throws IOException, Refusal {
        Set<String> versions = new LinkedHashSet<>();
        Set<LocalDate> days = new LinkedHashSet<>();
        for (var release : given.releases()) {
            try {
                var names = Recognizer.byNames(release.path(), release.profile(), ReadLimits.USUAL);
                new Recognizer(List.of(release.profile()), ReadLimits.USUAL)
                        .version(names)
                        .ifPresent(version -> {
                            versions.add(version);
                            release.profile().effectiveDate(version).ifPresent(days::add);
                        });
            } catch (ReleaseException | UnknownReleaseException e) {
                throw new Refusal(String.valueOf(e.getMessage()));
            }
        }
        if (versions.size() > 1 || days.size() > 1) {
            throw new Refusal("Its files tell several versions: " + String.join(", ", versions)
                    + ". Put each release by itself into the folder, or its files into a folder of their own there.");
        }
        if (versions.isEmpty() && folder.naming() == Naming.BY_DAY) {
            var day = LocalDate.ofInstant(drop.newest(), ZoneOffset.UTC);
            return new Identity(day.toString(), Optional.of(day));
        }
        return new Identity(
                versions.stream()
                        .findFirst()
                        .orElseThrow(
                                () -> new Refusal(
                                        "Nothing in it tells which version it is. Publish it with 'almoner publish', or say"
                                                + " 'version: day' for the folder, which calls a version by the day on which its newest file was changed.")),
                days.stream().findFirst());
    }

    private DropReport published(WatchSettings.Folder folder, Drop drop) throws IOException, Refusal {
        List<CheckResult> checks;
        Identity identity;
        try {
            Publisher.requirePublishable(drop.files());
        } catch (AlmonerException.Local e) {
            throw new Refusal(String.valueOf(e.getMessage()));
        }
        try (var given = given(folder, drop)) {
            checks =
                    given.check(ReleaseCheck.KEPT).stream().map(CheckResult::of).toList();
            long errors = checks.stream().mapToLong(CheckResult::errors).sum();
            if (errors > 0) {
                throw new Refusal(Plain.count(errors, "error") + "; nothing of it was sent.", checks, null, null);
            }
            identity = identity(folder, drop, given);
        }
        var managed = new Managed(client.admin());
        var product = managed.product(folder.product());
        var subProduct = managed.subProduct(product, folder.subProduct());
        var place = new Destination(folder, drop, product.productSlug(), subProduct.subProductSlug());
        return published(place, identity, checks);
    }

    /** Where something goes. */
    private record Destination(WatchSettings.Folder folder, Drop drop, String product, String subProduct) {}

    private DropReport published(Destination to, Identity identity, List<CheckResult> checks) throws Refusal {
        var all = client.admin().versions().all(to.product(), to.subProduct()).toList();
        var there = all.stream()
                .filter(version -> version.versionName().equals(identity.version()))
                .toList();
        for (var draft : there) {
            requireSameFiles(to, draft);
        }
        var notes = new ArrayList<String>();
        boolean older = older(all, identity);
        if (older && there.isEmpty()) {
            notes.add(
                    "It is older than the newest version that is published. It stays a draft whatever the policy says, as clients are told of"
                            + " what is published.");
        }
        boolean commit = to.folder().policy() == Policy.COMMIT && !older;
        // What is there keeps its dates: somebody may have set them, and what is published has them for good.
        var launch = there.isEmpty() ? launch(to.folder(), identity) : Optional.<LocalDate>empty();
        var details = new VersionChange(
                identity.version(),
                there.isEmpty() ? identity.effective().orElse(null) : null,
                launch.orElse(null),
                null,
                null,
                null);
        if (identity.effective().isEmpty()) {
            notes.add("Nothing tells since when it applies; the server takes the day on which it was drafted.");
        }
        var profile = own ? null : to.folder().profile().orElse(null);
        var release = new Release(
                to.product(),
                to.subProduct(),
                details,
                to.drop().files(),
                false,
                commit,
                new Release.Check(profile, false));
        var report = client.publisher().publish(release, display);
        var address = report.address().toString();
        var check = report.check().orElse(null);
        if (check != null && check.state() == VersionCheck.State.REFUSED) {
            throw new Refusal(
                    "It does not pass the server's check: " + Plain.count(check.errors(), "error") + ". The draft "
                            + address
                            + " is complete. Publish it as it is with 'almoner publish " + to.product() + "/"
                            + to.subProduct() + " " + report.address().versionSlug()
                            + " --accept-findings', or 'almoner discard " + address
                            + "' before a better one is put here.",
                    checks,
                    check,
                    address);
        }
        return report(
                report.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                to.folder(),
                to.drop(),
                address,
                identity.version(),
                identity.effective().orElse(null),
                launch.orElse(null),
                null,
                notes,
                checks,
                check);
    }

    /** A draft that holds other files is somebody else's, or another part of the same release: putting both together is not for a program to decide. */
    private void requireSameFiles(Destination to, ManagedVersion version) throws Refusal {
        if (version.state() != State.DRAFT) {
            return;
        }
        var names = to.drop().files().stream()
                .map(file -> String.valueOf(file.getFileName()))
                .toList();
        var address = new VersionAddress(to.product(), to.subProduct(), version.versionSlug());
        var others = client.admin()
                .versions()
                .files(address)
                .map(DraftFile::fileName)
                .filter(name -> !names.contains(name))
                .toList();
        if (!others.isEmpty()) {
            throw new Refusal("There is a draft " + address + " with other files: " + String.join(", ", others)
                    + ". Put all files of a release into one folder here, or publish or discard that draft first.");
        }
    }

    /** Whether something newer is published. What is called the same is no other version. */
    private static boolean older(List<ManagedVersion> all, Identity identity) {
        return identity.effective().isPresent()
                && all.stream()
                        .filter(version -> version.state() == State.COMMITTED
                                && !version.versionName().equals(identity.version()))
                        .map(ManagedVersion::effectiveDate)
                        .filter(Objects::nonNull)
                        .anyMatch(day -> day.isAfter(identity.effective().get()));
    }

    private Optional<LocalDate> launch(WatchSettings.Folder folder, Identity identity) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return switch (folder.launch()) {
            case Launch.AtOnce() -> Optional.empty();
            case Launch.WhenEffective() -> identity.effective().filter(day -> day.isAfter(today));
            case Launch.After(var days) -> Optional.of(today.plusDays(days));
        };
    }
}
