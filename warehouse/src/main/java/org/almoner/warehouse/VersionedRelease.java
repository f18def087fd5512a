package org.almoner.warehouse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.almoner.codeset.Recognizer;
import org.almoner.codeset.Release;
import org.almoner.codeset.profile.Profile;

/**
 * A release of a code set, of which it is known which version it is: one file or ZIP, or several that belong together.
 *
 * @param version letters, digits, dots, hyphens, underscores and plus signs, at most 100
 * @param files as they were given; at least one
 */
public record VersionedRelease(Profile profile, String version, List<Release> files) {

    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,99}");

    public VersionedRelease {
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException(
                    "'" + version
                            + "' is not a version: letters and digits, and dots, hyphens, underscores and plus signs between, 100 at most.");
        }
        files = List.copyOf(files);
    }

    /**
     * Puts files of one code set and version together, in the order in which they were given.
     *
     * @param version of all of them; otherwise as each of them tells
     * @throws WarehouseException if one does not tell, or more are given a version than can be of one release
     * @throws IllegalArgumentException if it cannot be a version
     */
    public static List<VersionedRelease> of(List<Release> files, Optional<String> version) throws IOException {
        var releases = new LinkedHashMap<List<String>, List<Release>>();
        for (var file : files) {
            var told = version.or(file::version)
                    .orElseThrow(() -> new WarehouseException("Neither its name nor its first lines tell which version "
                            + file.path() + " is. Say it with --version."));
            releases.computeIfAbsent(List.of(file.profile().name(), told), _ -> new ArrayList<>())
                    .add(file);
        }
        var all = new ArrayList<VersionedRelease>();
        for (var each : releases.entrySet()) {
            var release = new VersionedRelease(
                    each.getValue().getFirst().profile(), each.getKey().getLast(), each.getValue());
            Recognizer.requireOneEach(release.toString(), release.parts());
            all.add(release);
        }
        return all;
    }

    List<Release.Part> parts() {
        return files.stream().flatMap(file -> file.parts().stream()).toList();
    }

    /** The files that were given. */
    public List<Path> paths() {
        return files.stream().map(Release::path).toList();
    }

    /** The schema that it belongs into, unless somebody says otherwise. */
    public String schema() {
        return profile.name().replace('-', '_');
    }

    @Override
    public String toString() {
        return profile.name() + " " + version;
    }
}
