package org.almoner.server.codeset;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.almoner.codeset.profile.Profile;
import org.almoner.codeset.profile.Profiles;
import org.almoner.server.failure.Invalid;
import org.jspecify.annotations.Nullable;

/** The profiles that this server knows. */
final class CodeSetLibrary {

    private final List<Profile> profiles;
    private final String digest;

    /**
     * Reads them; a profile that is wrong keeps the server from starting.
     *
     * @param folder with more of them; null if there is none
     */
    CodeSetLibrary(@Nullable Path folder) {
        this.profiles = folder == null ? Profiles.builtIn() : Profiles.with(folder);
        this.digest = profiles.stream().map(Profile::digest).collect(Collectors.joining(" "));
    }

    List<Profile> profiles() {
        return profiles;
    }

    /** Another one where a profile is another. */
    String digest() {
        return digest;
    }

    /** The profile of a name that a caller sent. */
    Profile named(String name) {
        return find(name)
                .orElseThrow(() -> new Invalid("There is no such profile. There are "
                        + profiles.stream().map(Profile::name).collect(Collectors.joining(", ")) + "."));
    }

    /** Those of some names that are there. */
    List<Profile> among(Collection<String> names) {
        return names.stream().distinct().flatMap(name -> find(name).stream()).toList();
    }

    private Optional<Profile> find(String name) {
        return profiles.stream().filter(profile -> profile.name().equals(name)).findFirst();
    }
}
