package org.almoner.cli.command;

import java.nio.file.Path;
import java.util.List;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.cli.settings.Nearest;
import org.almoner.codeset.profile.InvalidProfileException;
import org.almoner.codeset.profile.Profile;
import org.almoner.codeset.profile.Profiles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which code sets are known. */
final class CodeSetOptions {

    @Option(
            names = "--profiles",
            paramLabel = "FOLDER",
            description =
                    "A folder with profiles of your own, or that of one. One that is called like one of Almoner's takes its"
                            + " place. docs/code-set-profiles.md tells how they are written.")
    private @Nullable Path folder;

    /** Whether somebody has profiles of their own. */
    boolean own() {
        return folder != null;
    }

    /** @throws CommandFailure if one cannot be used */
    List<Profile> profiles() {
        try {
            return folder == null ? Profiles.builtIn() : Profiles.with(folder);
        } catch (InvalidProfileException e) {
            throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()));
        }
    }

    /** @throws CommandFailure if there is no such profile */
    Profile profile(String name) {
        return profile(name, profiles());
    }

    /** @throws CommandFailure if it is none of those */
    static Profile profile(String name, List<Profile> all) {
        return all.stream()
                .filter(profile -> profile.name().equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    var names = all.stream().map(Profile::name).toList();
                    return new CommandFailure(
                            ExitCode.NOT_FOUND,
                            "There is no profile '" + name + "'. "
                                    + Nearest.to(name, names)
                                            .map(nearest -> "Did you mean '" + nearest + "'?")
                                            .orElse("There are: " + String.join(", ", names) + "."));
                });
    }
}
