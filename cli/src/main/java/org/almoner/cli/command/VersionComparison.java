package org.almoner.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.client.AlmonerClient;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.codeset.ChangeQuery;
import org.almoner.client.codeset.ChangesSummary;
import org.almoner.client.codeset.CodeChange;
import org.almoner.client.download.Wanted;
import org.almoner.client.http.Json;
import org.almoner.codeset.profile.Profile;

/**
 * Compares versions of a sub-product.
 *
 * @param profile of the releases in them that are meant; all if nobody says so
 * @param file where all changes go
 * @param shown how many changes are told
 */
record VersionComparison(
        Context context, CodeSetOptions known, Optional<String> profile, Optional<Path> file, int shown) {

    /** Fetches two versions, and compares them here. */
    VersionDiff compared(Address.OfSubProduct of, String before, String after) throws IOException {
        var client = context.reader();
        var listed = new Listed(client.catalog());
        var old = listed.version(new Address.OfVersion(of, before));
        var now = listed.version(new Address.OfVersion(of, after));
        try (var scratch = new ScratchFolder("almoner-diff")) {
            var oldFiles = FetchedVersion.into(scratch.path().resolve("old"), client, old, context.out());
            var newFiles = FetchedVersion.into(scratch.path().resolve("new"), client, now, context.out());
            var profiles = known.profiles();
            var named = profile.map(known::profile);
            try (var oldReleases = GivenReleases.of(oldFiles, named, profiles);
                    var newReleases = GivenReleases.of(newFiles, named, profiles)) {
                var pairs = pairs(old, oldReleases, now, newReleases);
                var since = new ChangesSummary.Since(old.versionSlug(), null, null);
                return file.isPresent()
                        ? ChangeWriter.into(file.get(), writer -> compared(now, since, pairs, writer::write))
                        : compared(now, since, pairs, _ -> {});
            }
        }
    }

    /** A code set that both versions have. */
    private record Pair(Profile profile, Path before, Path after) {}

    private List<Pair> pairs(VersionAddress old, GivenReleases before, VersionAddress now, GivenReleases after) {
        var profiles = new TreeSet<String>();
        Stream.concat(before.releases().stream(), after.releases().stream())
                .forEach(given -> profiles.add(given.profile().name()));
        var pairs = new ArrayList<Pair>();
        for (var name : profiles) {
            var one = only(old, before, name);
            var other = only(now, after, name);
            if (one.isPresent() && other.isPresent()) {
                pairs.add(new Pair(
                        other.get().profile(), one.get().path(), other.get().path()));
            } else {
                context.out()
                        .note(name + " is only in " + (one.isPresent() ? old : now).versionSlug()
                                + ", so there is nothing to compare it with.");
            }
        }
        if (pairs.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "There is no release of a known code set in both versions. " + told(old, before) + " "
                            + told(now, after)
                            + " 'almoner codeset list' tells what is known; --profiles names profiles of your own.");
        }
        return pairs;
    }

    private static Optional<GivenReleases.Given> only(VersionAddress version, GivenReleases releases, String profile) {
        var those = releases.releases().stream()
                .filter(given -> given.profile().name().equals(profile))
                .toList();
        if (those.size() > 1) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    version.versionSlug() + " holds several releases of " + profile + ": "
                            + String.join(
                                    ", ",
                                    those.stream()
                                            .map(given ->
                                                    String.valueOf(given.path().getFileName()))
                                            .toList())
                            + ". Fetch them with 'almoner get', and name the two files that are to be compared.");
        }
        return those.stream().findFirst();
    }

    private static String told(VersionAddress version, GivenReleases given) {
        var parts = new ArrayList<>(given.problems());
        if (!given.releases().isEmpty()) {
            parts.add("it has releases of "
                    + String.join(
                            ", ",
                            given.releases().stream()
                                    .map(each -> each.profile().name())
                                    .toList()));
        }
        if (!given.unrecognized().isEmpty()) {
            parts.add("no profile knows " + String.join(", ", given.unrecognized()));
        }
        return version.versionSlug() + ": " + String.join("; ", parts) + ".";
    }

    private VersionDiff compared(
            VersionAddress now, ChangesSummary.Since since, List<Pair> pairs, DiffCommand.Sink sink)
            throws IOException {
        var releases = new ArrayList<ChangesSummary.Release>();
        var first = new ArrayList<CodeChange>();
        for (var pair : pairs) {
            var one = Optional.of(pair.profile());
            var result = DiffCommand.compare(
                    ReleaseInput.release(pair.before(), one, List.of()),
                    ReleaseInput.release(pair.after(), one, List.of()),
                    shown,
                    sink);
            releases.add(new ChangesSummary.Release(result.profile(), result.tables()));
            first.addAll(result.first());
        }
        return new VersionDiff(now, since, releases, first);
    }

    /** What the server says has changed since the version before. */
    VersionDiff told(Address.OfSubProduct of, String version) throws IOException {
        var client = context.reader();
        var now = new Listed(client.catalog()).version(new Address.OfVersion(of, version));
        var summary = client.catalog().changesSummary(now);
        var releases = summary.releases().stream()
                .filter(release -> wanted(release.profile()))
                .toList();
        if (releases.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND,
                    "There is no release of " + profile.orElse("a known code set") + " in " + now + ", but of "
                            + String.join(
                                    ", ",
                                    summary.releases().stream()
                                            .map(ChangesSummary.Release::profile)
                                            .toList())
                            + ".");
        }
        boolean all = releases.size() == summary.releases().size();
        if (file.isPresent()) {
            write(client, now, summary, file.get(), all);
        }
        try (var changes = client.catalog().changes(now, ChangeQuery.ALL)) {
            var first = shown == 0
                    ? List.<CodeChange>of()
                    : changes.filter(this::wanted).limit(shown).toList();
            return new VersionDiff(now, summary.since(), releases, first);
        }
    }

    private boolean wanted(String name) {
        return profile.isEmpty() || profile.get().equals(name);
    }

    private boolean wanted(CodeChange change) {
        var name = change.profile();
        return name == null || wanted(name);
    }

    /** @param whole whether the server's file is just what is wanted */
    private void write(AlmonerClient client, VersionAddress version, ChangesSummary summary, Path to, boolean whole)
            throws IOException {
        var remote = client.downloads().changes(version, summary);
        if (remote.isEmpty()) {
            try (var changes = client.catalog().changes(version, ChangeQuery.ALL)) {
                write(changes.filter(this::wanted), to);
            }
            return;
        }
        try (var transfers = context.out().transfers()) {
            var display = new GetDisplay(transfers);
            if (whole && ChangeWriter.isLines(to)) {
                client.downloads().fetch(new Wanted(remote.get(), to.toAbsolutePath(), true), display);
                return;
            }
            try (var scratch = new ScratchFolder("almoner-diff")) {
                var lines = scratch.path().resolve("changes.jsonl");
                client.downloads().fetch(new Wanted(remote.get(), lines, false), display);
                try (var read = Files.lines(lines)) {
                    write(
                            read.map(line -> Json.read(
                                            line.getBytes(StandardCharsets.UTF_8),
                                            CodeChange.class,
                                            "the file of changes"))
                                    .filter(this::wanted),
                            to);
                }
            }
        }
    }

    private static void write(Stream<CodeChange> changes, Path to) throws IOException {
        var iterator = changes.iterator();
        ChangeWriter.into(to, writer -> {
            while (iterator.hasNext()) {
                writer.write(iterator.next());
            }
            return to;
        });
    }
}
