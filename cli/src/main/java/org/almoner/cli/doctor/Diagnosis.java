package org.almoner.cli.doctor;

/**
 * How one thing was found.
 *
 * @param subject what was looked at: a server's name and what of it, such as {@code acme: token}
 * @param finding what was found, and what to do about it where something is wrong
 */
public record Diagnosis(String subject, State state, String finding) {

    /** Whether something has to be done. */
    public enum State {
        OK,
        /** It works, but it may not for long, or not well. */
        WARNING,
        FAILED
    }
}
