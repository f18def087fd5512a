package org.almoner.codeset.profile;

import java.util.List;
import java.util.stream.Collectors;

/** A profile that is not written down as it must be. Says all that is wrong with it, one line each. */
public final class InvalidProfileException extends RuntimeException {

    private final transient List<Problem> problems;

    /**
     * One thing that is wrong.
     *
     * @param file its name in the profile's folder
     * @param path where in the file, such as {@code columns[3].at}; empty for all of it
     * @param reason a sentence
     */
    public record Problem(String file, String path, String reason) {

        @Override
        public String toString() {
            return file + (path.isEmpty() ? "" : " at " + path) + ": " + reason;
        }
    }

    /** @param place the folder, or whatever it was read from */
    InvalidProfileException(String place, List<Problem> problems) {
        super("The profile in " + place + " cannot be used:\n"
                + problems.stream().map(each -> "  " + each).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
