package org.almoner.cli.command;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.codeset.Recognizer;
import org.almoner.codeset.Release;
import org.almoner.codeset.Release.Part;
import org.almoner.codeset.VersionOrder;
import org.almoner.codeset.profile.ExpectedFile.Occurs;
import org.almoner.codeset.profile.Profile;
import org.almoner.codeset.read.ReadLimits;
import org.almoner.codeset.read.ReleaseFile;
import org.almoner.dataset.disk.Sha256;

/** The releases of one code set that somebody has, by their versions. */
final class CodeReleases {

    private static final int FOLDERS_DEEP = 12;

    private final Profile profile;
    private final Recognizer recognizer;
    private final SequencedMap<String, List<Release>> byVersion = new TreeMap<>(VersionOrder.INSTANCE);

    private CodeReleases(Profile profile) {
        this.profile = profile;
        this.recognizer = new Recognizer(List.of(profile), ReadLimits.USUAL);
    }

    /**
     * Finds them in files and folders: by version, where a name or the first lines tell it, and otherwise by the folder that they are in.
     *
     * @return the oldest version first
     * @throws CommandFailure if two of one version say different things
     */
    static SequencedMap<String, List<Release>> in(List<Path> paths, Profile profile) throws IOException {
        var releases = new CodeReleases(profile);
        for (var path : paths) {
            if (!Files.exists(path)) {
                throw new NoSuchFileException(path.toString());
            }
            for (var file : files(path)) {
                releases.add(file);
            }
        }
        return releases.byVersion;
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (var all = Files.walk(path, FOLDERS_DEEP)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private void add(Path file) throws IOException {
        var release = Recognizer.byNames(file, profile, ReadLimits.USUAL);
        if (release.parts().isEmpty()) {
            return;
        }
        var told = recognizer.version(release);
        var version = told.orElseGet(() -> folder(file));
        var others = byVersion.computeIfAbsent(version, _ -> new ArrayList<>());
        for (var other : others) {
            requireSame(other, release, told.isPresent(), version);
        }
        others.add(release);
    }

    /** Which of them holds is not for us to guess: a code may be valid in the one and not in the other. */
    private void requireSame(Release one, Release other, boolean isTold, String version) throws IOException {
        for (var part : one.parts()) {
            for (var twin : other.parts()) {
                if (isTwin(part, twin) && !isSame(part.file(), twin.file())) {
                    throw new CommandFailure(
                            ExitCode.USAGE,
                            "%s and %s are both %s of %s, and not the same. %s"
                                    .formatted(
                                            part.file().shown(),
                                            twin.file().shown(),
                                            part.expected().table(),
                                            profile.name() + " " + version,
                                            isTold
                                                    ? "Say with --in which release is meant, or take away the one that was corrected."
                                                    : "They tell no version, and are taken for that of their folder: put each release into a"
                                                            + " folder that is called like its version."));
                }
            }
        }
    }

    /** Files of one table, of which a release has but one. */
    private static boolean isTwin(Part part, Part other) {
        return part.expected().compared()
                && part.expected().table().equals(other.expected().table())
                && (part.expected().occurs() != Occurs.ANY
                        || part.file().name().equalsIgnoreCase(other.file().name()));
    }

    private static boolean isSame(ReleaseFile one, ReleaseFile other) throws IOException {
        return one.size() == other.size() && Arrays.equals(hash(one), hash(other));
    }

    private static byte[] hash(ReleaseFile file) throws IOException {
        var digest = Sha256.digest();
        try (var in = file.open();
                var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            in.transferTo(out);
        }
        return digest.digest();
    }

    private static String folder(Path file) {
        var whole = file.toAbsolutePath().normalize();
        return whole.getNameCount() > 1
                ? whole.getName(whole.getNameCount() - 2).toString()
                : "";
    }
}
