package org.almoner.client.failure;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A call that did not do what it was asked to. The message is a sentence for people. The family is closed, so that a
 * {@code switch} over it is checked by the compiler.
 */
public abstract sealed class AlmonerException extends RuntimeException {

    private AlmonerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The server answered, and said no. */
    public abstract static sealed class Refused extends AlmonerException {

        private final transient Problem problem;

        private Refused(Problem problem) {
            super(problem.sentence(), null);
            this.problem = problem;
        }

        /** What the server said. */
        public Problem problem() {
            return problem;
        }

        /**
         * The exception for an answer that is not a success.
         *
         * @param retryAfter how long the server asked to wait; empty when it did not say
         */
        public static Refused of(Problem problem, Optional<Duration> retryAfter) {
            return switch (problem.status()) {
                case 401 -> new NotAuthenticated(problem);
                case 403 -> new NotAllowed(problem);
                case 404 -> new NotFound(problem);
                case 409, 412 -> new Conflict(problem);
                case 410 -> new Gone(problem);
                case 429 -> new TooMany(problem, retryAfter);
                default ->
                    problem.status() >= 500 || problem.status() == 408
                            ? new ServerFailed(problem, retryAfter)
                            : new Invalid(problem);
            };
        }
    }

    /** The client id, its secret or the token is not accepted (401). */
    public static final class NotAuthenticated extends Refused {
        public NotAuthenticated(Problem problem) {
            super(problem);
        }
    }

    /** The client is known and may not do this (403). */
    public static final class NotAllowed extends Refused {
        private NotAllowed(Problem problem) {
            super(problem);
        }
    }

    /** There is no such thing, or it is not this client's to see (404). */
    public static final class NotFound extends Refused {
        private NotFound(Problem problem) {
            super(problem);
        }
    }

    /** What was sent breaks a rule (400 and its like). */
    public static final class Invalid extends Refused {
        private Invalid(Problem problem) {
            super(problem);
        }
    }

    /** The thing has moved on since it was last looked at (409, 412). */
    public static final class Conflict extends Refused {
        private Conflict(Problem problem) {
            super(problem);
        }
    }

    /** The thing was withdrawn for good (410). */
    public static final class Gone extends Refused {
        private Gone(Problem problem) {
            super(problem);
        }
    }

    /** The client asks more often than it may, and still does after the waits of the retry policy (429). */
    public static final class TooMany extends Refused {
        private final transient Optional<Duration> retryAfter;

        private TooMany(Problem problem, Optional<Duration> retryAfter) {
            super(problem);
            this.retryAfter = retryAfter;
        }

        /** How long the server asked to wait; empty when it did not say. */
        public Optional<Duration> retryAfter() {
            return retryAfter;
        }
    }

    /** The server failed, or is not able to answer at the moment (5xx, 408). */
    public static final class ServerFailed extends Refused {
        private final transient Optional<Duration> retryAfter;

        private ServerFailed(Problem problem, Optional<Duration> retryAfter) {
            super(problem);
            this.retryAfter = retryAfter;
        }

        /** How long the server asked to wait; empty when it did not say. */
        public Optional<Duration> retryAfter() {
            return retryAfter;
        }

        /** Whether the same request may well succeed a little later. */
        public boolean passing() {
            return switch (problem().status()) {
                case 408, 502, 503, 504 -> true;
                default -> false;
            };
        }
    }

    /** No answer came, or only a part of one: wrong address, server down, line broken. */
    public static final class Unreachable extends AlmonerException {
        public Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** An answer that the API's documents do not allow, so that nothing can be built on it. */
    public static final class BadAnswer extends AlmonerException {
        public BadAnswer(String message) {
            super(message, null);
        }

        public BadAnswer(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The bytes that arrived are not the bytes that were promised. Nothing of them was kept. */
    public static final class Damaged extends AlmonerException {
        public Damaged(String message) {
            super(message, null);
        }
    }

    /** A manifest is not signed by anybody who is trusted, or is not of what was asked for. The message says what to do. */
    public static final class Untrusted extends AlmonerException {
        public Untrusted(String message) {
            super(message, null);
        }
    }

    /** What is on the server already stands in the way of what was asked, and is not replaced without being told to. */
    public static final class Blocked extends AlmonerException {
        public Blocked(String message) {
            super(message, null);
        }
    }

    /** Something on this machine is in the way: a file that cannot be read or written, or that changed meanwhile. */
    public static final class Local extends AlmonerException {
        public Local(String message) {
            super(message, null);
        }

        public Local(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The thread was interrupted while it waited. Its interrupt flag is set. */
    public static final class Interrupted extends AlmonerException {
        public Interrupted(InterruptedException cause) {
            super("Interrupted", cause);
        }
    }
}
