package org.almoner.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.almoner.codeset.Recognizer;
import org.almoner.codeset.Release;
import org.almoner.codeset.UnknownReleaseException;
import org.almoner.codeset.profile.Profile;
import org.almoner.codeset.read.ReadLimits;
import org.almoner.codeset.read.ReleaseException;
import org.almoner.codeset.read.ReleaseFiles;
import org.almoner.codeset.rule.CheckReport;
import org.almoner.codeset.rule.ReleaseCheck;

/**
 * The releases that files make up which somebody gives together: each ZIP is one by itself, and files that are in none belong together by
 * their profile. To be closed, as files of several folders are brought together for that.
 */
final class GivenReleases implements AutoCloseable {

    private final List<Profile> known;
    private final List<Given> releases = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> unrecognized = new ArrayList<>();
    private final List<Path> gathered = new ArrayList<>();

    /**
     * One of them.
     *
     * @param path what holds its files: itself if it is only one
     */
    record Given(Path path, Profile profile) {}

    private GivenReleases(List<Profile> known) {
        this.known = known;
    }

    /**
     * Finds out what files are.
     *
     * @param named whose releases they all are; tried out if nobody says so
     */
    static GivenReleases of(List<Path> files, Optional<Profile> named, List<Profile> known) throws IOException {
        var given = new GivenReleases(known);
        try {
            given.sort(files, named);
            return given;
        } catch (IOException | RuntimeException e) {
            given.close();
            throw e;
        }
    }

    List<Given> releases() {
        return List.copyOf(releases);
    }

    /** Why files that are meant to be a release of a known code set are none; a sentence each. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** Files that no profile knows. */
    List<String> unrecognized() {
        return List.copyOf(unrecognized);
    }

    private void sort(List<Path> files, Optional<Profile> named) throws IOException {
        Map<Profile, List<Path>> loose = new LinkedHashMap<>();
        for (var file : files) {
            try {
                var profile = named.isPresent() ? byName(file, named.get()) : recognized(file);
                if (profile.isEmpty()) {
                    unrecognized.add(String.valueOf(file.getFileName()));
                } else if (ReleaseFiles.holdsMany(file)) {
                    releases.add(new Given(file, profile.get()));
                } else {
                    loose.computeIfAbsent(profile.get(), _ -> new ArrayList<>()).add(file);
                }
            } catch (ReleaseException | UnknownReleaseException e) {
                problems.add(e.getMessage());
            }
        }
        for (var each : loose.entrySet()) {
            releases.add(new Given(together(each.getValue()), each.getKey()));
        }
        if (named.isPresent() && releases.isEmpty() && problems.isEmpty()) {
            var name = named.get().name();
            problems.add("No name in " + String.join(", ", unrecognized) + " is one of the files of " + name
                    + ". 'almoner codeset show " + name
                    + "' tells how they are named; keep the names that they were released with.");
        }
    }

    private static Optional<Profile> byName(Path file, Profile profile) throws IOException {
        try {
            return Recognizer.byNames(file, profile, ReadLimits.USUAL).parts().isEmpty()
                    ? Optional.empty()
                    : Optional.of(profile);
        } catch (ReleaseException _) {
            // The check says it, too, and better.
            return Optional.of(profile);
        }
    }

    /** A file with the name of a release is one, however little of it can be read: that it is damaged is for the check to say. */
    private Optional<Profile> recognized(Path file) throws IOException {
        try {
            return Optional.of(
                    new Recognizer(known, ReadLimits.USUAL).recognize(file).profile());
        } catch (UnknownReleaseException e) {
            var names = e.named();
            if (names.size() > 1) {
                throw e;
            }
            return known.stream()
                    .filter(profile -> names.contains(profile.name()))
                    .findFirst();
        }
    }

    /** A folder in which files are side by side, wherever they are; nothing is copied where the system has links. */
    private Path together(List<Path> files) throws IOException {
        if (files.size() == 1) {
            return files.getFirst();
        }
        var folder = Files.createTempDirectory("almoner-release");
        gathered.add(folder);
        for (var file : files) {
            var here = folder.resolve(String.valueOf(file.getFileName()));
            try {
                Files.createSymbolicLink(here, file.toAbsolutePath());
            } catch (UnsupportedOperationException | IOException _) {
                // Not everybody may make links on Windows.
                Files.copy(file, here);
            }
        }
        return folder;
    }

    /**
     * Checks all of them. Codes that one names of another set are looked up in the others.
     *
     * @param shown how many findings of each rule are kept
     */
    List<CheckReport> check(int shown) throws IOException {
        var reports = new ArrayList<CheckReport>();
        for (var each : releases) {
            try (var scratch = ReleaseInput.scratch()) {
                reports.add(new ReleaseCheck(ReadLimits.USUAL, scratch, shown)
                        .check(new ReleaseCheck.Order(each.path(), each.profile(), beside(each), Optional.empty())));
            }
        }
        return reports;
    }

    private List<Release> beside(Given one) throws IOException {
        var others = new ArrayList<Release>();
        for (var each : releases) {
            if (!each.profile().name().equals(one.profile().name())) {
                readable(each).ifPresent(others::add);
            }
        }
        return others;
    }

    private static Optional<Release> readable(Given given) throws IOException {
        try {
            return Optional.of(Recognizer.byNames(given.path(), given.profile(), ReadLimits.USUAL));
        } catch (ReleaseException _) {
            // What is wrong with it is in its own report.
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        for (var folder : gathered) {
            try (var links = Files.list(folder)) {
                for (var link : links.toList()) {
                    Files.delete(link);
                }
                Files.delete(folder);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot remove " + folder, e);
            }
        }
    }
}
