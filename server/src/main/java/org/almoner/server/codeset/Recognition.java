package org.almoner.server.codeset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.almoner.codeset.Recognizer;
import org.almoner.codeset.UnknownReleaseException;
import org.almoner.codeset.profile.Profile;
import org.almoner.codeset.read.ReadLimits;
import org.almoner.codeset.read.ReleaseException;
import org.almoner.codeset.read.ReleaseFiles;

/** Finds out which releases there are among files: each ZIP is one, and so are the loose files of one profile together. */
final class Recognition {

    private final List<Profile> profiles;

    Recognition(List<Profile> profiles) {
        this.profiles = List.copyOf(profiles);
    }

    /** A release: a file, or a folder of loose files. */
    record Found(Profile profile, Path path) {}

    /**
     * What files turned out to be.
     *
     * @param reasons why a file is none, a sentence each; they may tell where files are
     */
    record Result(List<Found> releases, List<String> reasons) {

        Result {
            releases = List.copyOf(releases);
            reasons = List.copyOf(reasons);
        }

        List<Found> of(Profile profile) {
            return releases.stream()
                    .filter(found -> found.profile().name().equals(profile.name()))
                    .toList();
        }
    }

    /**
     * Looks through a folder. Loose files of one profile are moved into a folder of their own, beside it.
     *
     * @param expected profiles of which there was a release in the version before: such a file is taken for one by its name, even if its
     *     first rows are not right, so that what has broken is found, and not passed over
     */
    Result in(Path folder, List<Profile> expected) throws IOException {
        var zips = new ArrayList<Found>();
        var loose = new LinkedHashMap<String, List<Found>>();
        var reasons = new ArrayList<String>();
        for (var file : files(folder)) {
            var found = look(file, expected, reasons);
            if (found.isPresent()) {
                var profile = found.get().profile();
                if (holdsMany(file)) {
                    zips.add(found.get());
                } else {
                    loose.computeIfAbsent(profile.name(), _ -> new ArrayList<>())
                            .add(found.get());
                }
            }
        }
        zips.addAll(together(folder, loose));
        return new Result(zips, reasons);
    }

    /** Takes all files of a folder that have a name of the profile for releases of it, whatever they hold. */
    static Result named(Path folder, Profile profile) throws IOException {
        return new Recognition(List.of()).in(folder, List.of(profile));
    }

    private Optional<Found> look(Path file, List<Profile> expected, List<String> reasons) throws IOException {
        String reason;
        try {
            return Optional.of(new Found(
                    new Recognizer(profiles, ReadLimits.USUAL).recognize(file).profile(), file));
        } catch (UnknownReleaseException | ReleaseException e) {
            reason = String.valueOf(e.getMessage());
        }
        for (var profile : expected) {
            if (isNamedLike(file, profile)) {
                return Optional.of(new Found(profile, file));
            }
        }
        reasons.add(reason);
        return Optional.empty();
    }

    private static boolean isNamedLike(Path file, Profile profile) throws IOException {
        try {
            return !Recognizer.byNames(file, profile, ReadLimits.USUAL).parts().isEmpty();
        } catch (ReleaseException _) {
            // A ZIP that cannot be read where there was a release before: that is what a check must tell.
            return true;
        }
    }

    private static boolean holdsMany(Path file) throws IOException {
        try {
            return ReleaseFiles.holdsMany(file);
        } catch (ReleaseException _) {
            return true;
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static List<Found> together(Path folder, Map<String, List<Found>> loose) throws IOException {
        var releases = new ArrayList<Found>();
        for (var group : loose.values()) {
            if (group.size() == 1) {
                releases.add(group.getFirst());
                continue;
            }
            var profile = group.getFirst().profile();
            var own = Files.createDirectories(folder.resolveSibling(folder.getFileName() + "-" + profile.name()));
            for (var one : group) {
                Files.move(one.path(), own.resolve(one.path().getFileName()));
            }
            releases.add(new Found(profile, own));
        }
        return releases;
    }
}
