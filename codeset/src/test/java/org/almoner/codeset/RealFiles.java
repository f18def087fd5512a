package org.almoner.codeset;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;

/** Releases as their publishers made them, where they lie beside the checkout. */
public final class RealFiles {

    private RealFiles() {}

    /** A place among them; the test is left out where there are none. */
    public static Path at(String place) {
        var below = Path.of("shared", "data", "codesets", place);
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(below))) {
                return folder.resolve(below);
            }
        }
        Assumptions.abort("no code sets beside the checkout");
        throw new AssertionError();
    }
}
