package org.almoner.cli;

import org.almoner.client.failure.AlmonerException;

/** What a command tells the shell. */
public enum ExitCode {
    DONE(0, "done"),
    FAILED(1, "failed: the message says why"),
    USAGE(2, "the command line or a setting is wrong; nothing was done"),
    NOT_FOUND(3, "not found, or not to be seen by this client"),
    NOT_ALLOWED(4, "not allowed, or the credentials are not accepted");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    public String meaning() {
        return meaning;
    }

    static ExitCode of(AlmonerException failure) {
        return switch (failure) {
            case AlmonerException.NotFound _, AlmonerException.Gone _ -> NOT_FOUND;
            case AlmonerException.NotAllowed _, AlmonerException.NotAuthenticated _ -> NOT_ALLOWED;
            case AlmonerException.Conflict _,
                    AlmonerException.Invalid _,
                    AlmonerException.TooMany _,
                    AlmonerException.ServerFailed _,
                    AlmonerException.Unreachable _,
                    AlmonerException.BadAnswer _,
                    AlmonerException.Damaged _,
                    AlmonerException.Untrusted _,
                    AlmonerException.Blocked _,
                    AlmonerException.Local _,
                    AlmonerException.Interrupted _ -> FAILED;
        };
    }
}
