package org.almoner.server.delivery;

import java.time.Duration;
import java.util.Optional;

/** What came of a try, and so what happens next. */
sealed interface Outcome {

    /** Accepted: 2xx. */
    record Accepted(Attempt.Answered answer) implements Outcome {}

    /** Refused for good: 3xx, which is not followed, and 4xx but for 408 and 429. */
    record Refused(Attempt.Answered answer) implements Outcome {}

    /**
     * Refused for a reason that may pass: 408, 429, 5xx.
     *
     * @param retryAfter what the endpoint asks for (RFC 9110, section 10.2.3); never negative, and may be of any length
     */
    record Unready(Attempt.Answered answer, Optional<Duration> retryAfter) implements Outcome {}

    /** No connection, no TLS, no answer in time, or nothing that is HTTP. */
    record Unanswered(Attempt.NoAnswer result) implements Outcome {}

    /** Broken off by this server, which stops; as good as not tried. */
    record BrokenOff() implements Outcome {}
}
