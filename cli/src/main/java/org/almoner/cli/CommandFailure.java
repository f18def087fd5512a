package org.almoner.cli;

/** A command that cannot do what it was asked to, for a reason that is found here and not on the server. */
public final class CommandFailure extends RuntimeException {

    private final ExitCode exitCode;

    /** @param message a sentence that says what to do */
    public CommandFailure(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
