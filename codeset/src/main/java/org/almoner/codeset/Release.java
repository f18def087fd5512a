package org.almoner.codeset;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.almoner.codeset.profile.ExpectedFile;
import org.almoner.codeset.profile.Profile;
import org.almoner.codeset.read.ReleaseFile;

/**
 * What a file or a ZIP turned out to be.
 *
 * @param path as it was given
 * @param version as its names or first lines tell it; nothing if they do not
 * @param parts the files that hold rows; at least one
 * @param leftOut names of files that are known to hold none
 * @param unknown names of files that the profile does not know
 */
public record Release(
        Path path,
        Profile profile,
        Optional<String> version,
        List<Part> parts,
        List<String> leftOut,
        List<String> unknown) {

    public Release {
        parts = List.copyOf(parts);
        leftOut = List.copyOf(leftOut);
        unknown = List.copyOf(unknown);
    }

    /** A file, and what it is in the profile. */
    public record Part(ReleaseFile file, ExpectedFile expected) {}
}
