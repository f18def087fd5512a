package org.almoner.codeset.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Where profiles come from. */
public final class Profiles {

    /** What the table of all versions is called after the one of the newest. */
    public static final String VERSIONS = "_versions";

    /** The column that is added to every table. */
    public static final String VERSION_COLUMN = LayoutParser.VERSION_COLUMN;

    /** What the column with a cell as it is written is called after the one with its value. */
    public static final String AS_WRITTEN = LayoutParser.AS_WRITTEN;

    private static final String BUILT_IN = "/org/almoner/codeset/profiles";

    /** A class path cannot be listed. */
    private static final List<String> NAMES = List.of(
            "apc",
            "cms-hcc",
            "cms-hcc-mappings",
            "cpt",
            "cvx",
            "gems",
            "hcpcs",
            "icd-10-cm",
            "icd-10-cm-poa",
            "icd-10-pcs",
            "icd-9-cm",
            "loinc",
            "ms-drg",
            "ndc",
            "ndc-unfinished",
            "snomed-ct",
            "terminology-map");

    private Profiles() {}

    /** Those that come with Almoner, by name. */
    public static List<Profile> builtIn() {
        return NAMES.stream()
                .map(name -> new ProfileParser(new Place.Resources(BUILT_IN + "/" + name)).read())
                .toList();
    }

    /**
     * Those that come with Almoner and those of a folder, by name; one of the folder takes the place of one of the same name.
     *
     * @param folder holds a folder for each profile, or the files of one
     * @throws InvalidProfileException if one is not written down as it must be; all that is wrong with it is said at once
     * @throws UncheckedIOException if a file cannot be read
     */
    public static List<Profile> with(Path folder) {
        var all = new TreeMap<String, Profile>();
        builtIn().forEach(profile -> all.put(profile.name(), profile));
        in(folder).forEach(profile -> all.put(profile.name(), profile));
        return List.copyOf(all.values());
    }

    /**
     * The profiles of a folder.
     *
     * @param folder holds a folder for each profile, or the files of one
     * @throws InvalidProfileException if one is not written down as it must be, or there is none
     */
    public static List<Profile> in(Path folder) {
        var places = new ArrayList<Path>();
        if (Files.exists(folder.resolve(ProfileParser.PROFILE))) {
            places.add(folder);
        } else if (Files.isDirectory(folder)) {
            try (var below = Files.list(folder)) {
                below.filter(Files::isDirectory).sorted().forEach(places::add);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot list " + folder, e);
            }
        }
        if (places.isEmpty()) {
            throw new InvalidProfileException(
                    folder.toString(),
                    List.of(new InvalidProfileException.Problem(
                            ProfileParser.PROFILE, "", "there is no such file, neither here nor in a folder below")));
        }
        var names = new TreeMap<String, Path>();
        return places.stream()
                .map(place -> {
                    var profile = new ProfileParser(new Place.Folder(place)).read();
                    var other = names.put(profile.name(), place);
                    if (other != null) {
                        throw new InvalidProfileException(
                                place.toString(),
                                List.of(new InvalidProfileException.Problem(
                                        ProfileParser.PROFILE,
                                        "name",
                                        "'" + profile.name() + "' is that of " + other + ", too")));
                    }
                    return profile;
                })
                .toList();
    }
}
