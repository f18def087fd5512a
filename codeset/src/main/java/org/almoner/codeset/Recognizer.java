package org.almoner.codeset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.almoner.codeset.Release.Part;
import org.almoner.codeset.profile.ExpectedFile;
import org.almoner.codeset.profile.ExpectedFile.Occurs;
import org.almoner.codeset.profile.Profile;
import org.almoner.codeset.profile.VersionRule;
import org.almoner.codeset.read.FirstLines;
import org.almoner.codeset.read.ReadLimits;
import org.almoner.codeset.read.ReleaseException;
import org.almoner.codeset.read.ReleaseFile;
import org.almoner.codeset.read.ReleaseFiles;
import org.almoner.codeset.read.RowReader;

/**
 * Tells which profile a file or a ZIP belongs to: the one that has files of such names, whose first rows can be read as it says. Names
 * alone are not believed, as {@code product.txt} may be anybody's.
 */
public final class Recognizer {

    /** Rows that are tried. */
    private static final int ROWS = 25;

    /** Lines that may tell a version. */
    private static final int LINES = 25;

    private final List<Profile> profiles;
    private final ReadLimits limits;

    public Recognizer(List<Profile> profiles, ReadLimits limits) {
        this.profiles = List.copyOf(profiles);
        this.limits = limits;
    }

    /** What became of one profile. */
    private record Trial(Profile profile, List<Part> parts, List<String> reasons) {}

    /**
     * Recognizes a file, or a ZIP as a whole.
     *
     * @throws java.nio.file.NoSuchFileException if there is no such file
     * @throws ReleaseException if it is a damaged or hostile ZIP, or lacks a file that its releases always have
     * @throws UnknownReleaseException if no profile fits, or several do
     */
    public Release recognize(Path path) throws IOException {
        var files = ReleaseFiles.in(path, limits);
        var trials = new ArrayList<Trial>();
        for (var profile : profiles) {
            trials.add(tried(profile, files));
        }
        var fitting = trials.stream().filter(trial -> !trial.parts().isEmpty()).toList();
        if (fitting.size() != 1) {
            throw fitting.isEmpty() ? unknown(path, trials) : ambiguous(path, fitting);
        }
        var found = fitting.getFirst();
        if (!found.reasons().isEmpty()) {
            throw new UnknownReleaseException(
                    path + " looks like a release of " + found.profile().name() + ", but not all of it: "
                            + String.join("; ", found.reasons()),
                    List.of(found.profile().name()));
        }
        if (ReleaseFiles.holdsMany(path)) {
            requireAll(path, found);
        }
        requireOneEach(path.toString(), found.parts());
        var version = version(path, found.profile(), found.parts());
        return release(path, files, found.profile(), version, found.parts());
    }

    /**
     * Takes a file, a ZIP or a folder for a release of a code set, by the names of its files alone, whatever they hold. There may be no part
     * in it, or too many of a kind; the version is left open, see {@link #version(Release)}.
     *
     * @throws java.nio.file.NoSuchFileException if there is no such file
     * @throws ReleaseException if it is a damaged or hostile ZIP
     */
    public static Release byNames(Path path, Profile profile, ReadLimits limits) throws IOException {
        var files = ReleaseFiles.in(path, limits);
        var parts = new ArrayList<Part>();
        for (var file : files) {
            profile.files().stream()
                    .filter(expected -> expected.name().matcher(file.name()).matches())
                    .findFirst()
                    .ifPresent(expected -> parts.add(new Part(file, expected)));
        }
        return release(path, files, profile, Optional.empty(), parts);
    }

    /**
     * The version that a release tells; nothing if it tells none.
     *
     * @throws ReleaseException if its first lines cannot be read
     * @throws UnknownReleaseException if names or first lines tell several versions
     */
    public Optional<String> version(Release release) throws IOException {
        return version(release.path(), release.profile(), release.parts());
    }

    /**
     * Makes sure that there are no more files for a table than a release has.
     *
     * @param shown how to name what holds them
     * @throws ReleaseException if there are
     */
    public static void requireOneEach(String shown, List<Part> parts) throws ReleaseException {
        var byTable = new HashMap<String, Part>();
        for (var part : parts) {
            var other = byTable.put(part.expected().table(), part);
            if (other != null && part.expected().occurs() != Occurs.ANY) {
                throw new ReleaseException(
                        shown,
                        "has two files for '" + part.expected().table() + "': "
                                + other.file().shown() + " and " + part.file().shown()
                                + ". Name the one that is meant");
            }
        }
    }

    private Trial tried(Profile profile, List<ReleaseFile> files) {
        var parts = new ArrayList<Part>();
        var reasons = new ArrayList<String>();
        for (var file : files) {
            for (var expected : profile.files()) {
                if (expected.name().matcher(file.name()).matches()) {
                    var reason = whyNot(file, expected);
                    reason.ifPresentOrElse(reasons::add, () -> parts.add(new Part(file, expected)));
                }
            }
        }
        return new Trial(profile, parts, reasons);
    }

    /** Nothing if the first rows of the file can be read. */
    private Optional<String> whyNot(ReleaseFile file, ExpectedFile expected) {
        try (var rows = RowReader.open(file, expected.layout(), limits)) {
            int left = ROWS;
            while (left > 0 && rows.next()) {
                left--;
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e.getMessage() + " (read as '" + expected.table() + "')");
        }
    }

    private static UnknownReleaseException unknown(Path path, List<Trial> trials) {
        var named = trials.stream().filter(trial -> !trial.reasons().isEmpty()).toList();
        var others = trials.stream()
                .filter(trial -> trial.reasons().isEmpty())
                .map(trial -> trial.profile().name())
                .collect(Collectors.joining(", "));
        var tried = Stream.concat(
                        named.stream()
                                .map(trial -> "its name is one of "
                                        + trial.profile().name() + ", but " + String.join("; ", trial.reasons())),
                        others.isEmpty() ? Stream.empty() : Stream.of("no name in it is one of the files of " + others))
                .collect(Collectors.joining(". And "));
        return new UnknownReleaseException(
                path + " is no release of a known code set: " + tried
                        + ". 'almoner codeset show PROFILE' tells how files are named; keep the names that they were released with.",
                named.stream().map(trial -> trial.profile().name()).toList());
    }

    private static UnknownReleaseException ambiguous(Path path, List<Trial> fitting) {
        var names = fitting.stream().map(trial -> trial.profile().name()).toList();
        return new UnknownReleaseException(
                path + " could be a release of each of " + String.join(", ", names) + ". Say which one with --profile.",
                names);
    }

    private static void requireAll(Path path, Trial found) throws ReleaseException {
        var there = found.parts().stream().map(part -> part.expected().table()).collect(Collectors.toSet());
        for (var expected : found.profile().files()) {
            if (expected.occurs() == Occurs.ONCE && !there.contains(expected.table())) {
                throw new ReleaseException(
                        path.toString(),
                        "has no file for '" + expected.table() + "', which every release of "
                                + found.profile().name() + " has: " + expected.name());
            }
        }
    }

    private static Release release(
            Path path, List<ReleaseFile> files, Profile profile, Optional<String> version, List<Part> parts) {
        Set<ReleaseFile> taken = parts.stream().map(Part::file).collect(Collectors.toSet());
        var leftOut = new ArrayList<String>();
        var unknown = new ArrayList<String>();
        for (var file : files) {
            if (!taken.contains(file)) {
                (matchesAny(profile.leftOut(), file.name()) ? leftOut : unknown).add(file.name());
            }
        }
        return new Release(path, profile, version, parts, leftOut, unknown);
    }

    private static boolean matchesAny(List<Pattern> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }

    private Optional<String> version(Path path, Profile profile, List<Part> parts) throws IOException {
        for (var rule : profile.versions()) {
            var versions = versions(rule, path, parts);
            if (versions.size() > 1) {
                throw new UnknownReleaseException(
                        path + " tells several versions: " + String.join(", ", versions)
                                + ". Say which one with --version.",
                        List.of(profile.name()));
            }
            if (!versions.isEmpty()) {
                return Optional.of(versions.iterator().next());
            }
        }
        return Optional.empty();
    }

    private Set<String> versions(VersionRule rule, Path path, List<Part> parts) throws IOException {
        var versions = new LinkedHashSet<String>();
        Function<String, Stream<String>> told = text -> rule.version(text).stream();
        switch (rule.where()) {
            case NAME -> {
                parts.stream().map(part -> part.file().name()).flatMap(told).forEach(versions::add);
                if (versions.isEmpty()) {
                    told.apply(String.valueOf(path.getFileName())).forEach(versions::add);
                }
            }
            case LINE -> {
                for (var part : parts) {
                    FirstLines.of(part.file(), part.expected().layout(), LINES, limits).stream()
                            .flatMap(told)
                            .forEach(versions::add);
                }
            }
        }
        return versions;
    }
}
